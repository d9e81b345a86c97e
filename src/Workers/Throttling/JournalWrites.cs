using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Throttling;

/// <summary>What is to be written to the <see cref="QuotaJournal"/>: events are gathered while one write is under way. Pure state.</summary>
/// <param name="keepsRefusals">Keys and operations that are out are written down only in a service: a run that ends tries again in any case.</param>
internal sealed class JournalWrites(bool keepsRefusals)
{
    private readonly List<QuotaProtocol.IEvent> _events = [];
    private long _writes;

    public bool IsUnderWay { get; private set; }

    public long Next => _writes + 1;

    public void Add(IEnumerable<QuotaProtocol.IEvent> events) => _events.AddRange(events.Where(e => keepsRefusals || e is QuotaProtocol.PermitsReserved));

    /// <summary>The next write, which is under way from now on; null when there is nothing to write, or one is under way.</summary>
    public QuotaJournal.Write? Take()
    {
        if (IsUnderWay || _events.Count == 0)
        {
            return null;
        }

        IsUnderWay = true;
        var write = new QuotaJournal.Write(++_writes, [.. _events]);
        _events.Clear();
        return write;
    }

    public void Done() => IsUnderWay = false;
}
