using System.Collections.Concurrent;

namespace IocExplorer.Persistence.Postgres;

/// <summary>
/// How far into each hunt's lines this node has claimed. Looks begin behind that, because the index holds the dead entries of claimed rows until it is
/// vacuumed: at the rate of a busy cluster, thousands in front of the first one that lives.
/// </summary>
/// <remarks>
/// Only a short cut: what comes back into a line in front of its head (given back by another node, asked in a transaction that took its time) is found at
/// the next full look, that is when a look from the heads finds too little, and from time to time.
/// </remarks>
internal sealed class LineHeads(TimeProvider time)
{
    /// <summary>A line that is read from its beginning.</summary>
    public const long Beginning = -1;

    private static readonly TimeSpan FullLook = TimeSpan.FromSeconds(2);

    private ConcurrentDictionary<(string Operations, long Hunt), long> _passed = [];
    private long _since = time.GetTimestamp();

    public long Of(string operations, long hunt) => _passed.GetValueOrDefault((operations, hunt), Beginning);

    /// <summary>What is known of the lines of these operations.</summary>
    public IReadOnlyList<(long Hunt, long Passed)> Of(string operations) =>
        [.. _passed.Where(head => head.Key.Operations == operations).Select(head => (head.Key.Hunt, head.Value))];

    /// <summary>All in front of this turn is claimed, or was being claimed by others.</summary>
    public void Pass(string operations, long hunt, long turn) =>
        _passed.AddOrUpdate((operations, hunt), turn, (_, passed) => Math.Max(passed, turn));

    /// <summary>Something came back: look from the beginning again.</summary>
    public void Forget()
    {
        _passed = [];
        _since = time.GetTimestamp();
    }

    public void ForgetIfOld()
    {
        if (time.GetElapsedTime(_since) > FullLook)
        {
            Forget();
        }
    }
}
