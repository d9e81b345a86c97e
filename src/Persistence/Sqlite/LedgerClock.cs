namespace IocExplorer.Persistence.Sqlite;

/// <summary>
/// Unix milliseconds that never run backwards: a fact recorded after the wall clock was set back would otherwise be older than the moment it was
/// asked for, and be asked for again and again.
/// </summary>
internal sealed class LedgerClock(TimeProvider time)
{
    private long _last = long.MinValue;

    public long Now() => _last = Math.Max(_last, time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>An answer of that time was met, perhaps of a process before this one, whose clock was ahead.</summary>
    public void Meet(long time) => _last = Math.Max(_last, time);
}
