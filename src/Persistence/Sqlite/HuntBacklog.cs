using IocExplorer.Messages;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>What one hunt has open at one source.</summary>
internal sealed class HuntBacklog
{
    public List<Line> Lines { get; } = [];

    /// <summary>How many rows it gets of the claim that is being made.</summary>
    public int Granted { get; set; }

    public bool IsInRing { get; set; }

    public bool IsWaiting => Lines.Exists(line => line.Waiting > 0);

    public int WaitingFor(IReadOnlySet<int> known, IReadOnlyList<OperationId> except)
    {
        var waiting = 0;
        foreach (var line in Lines)
        {
            if (line.Waiting > 0 && MayAsk(line, known, except))
            {
                waiting += line.Waiting;
            }
        }

        return waiting;
    }

    public static bool MayAsk(Line line, IReadOnlySet<int> known, IReadOnlyList<OperationId> except)
    {
        if (!known.Contains(line.Operation))
        {
            return false;
        }

        for (var i = 0; i < except.Count; i++)
        {
            if (except[i].Value == line.Operation)
            {
                return false;
            }
        }

        return true;
    }
}
