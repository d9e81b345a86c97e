namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>What happened to one query. Further pages of its answer are no new questions and are counted apart.</summary>
internal sealed class QueryCounter
{
    private readonly Lock _lock = new();
    private int _attempts;
    private int _asked;
    private int _pages;
    private int _answered;
    private int _troubled;
    private int _notServed;
    private Dictionary<string, int>? _cursors;

    /// <summary>Counts a request and returns which attempt at this query it is, beginning with 1.</summary>
    public int Ask(string? cursor)
    {
        if (cursor is null)
        {
            _ = Interlocked.Increment(ref _asked);
        }
        else
        {
            _ = Interlocked.Increment(ref _pages);
            lock (_lock)
            {
                _cursors ??= new Dictionary<string, int>(StringComparer.Ordinal);
                _cursors[cursor] = _cursors.GetValueOrDefault(cursor) + 1;
            }
        }

        return Interlocked.Increment(ref _attempts);
    }

    public void End(Outcome outcome, bool isFurtherPage)
    {
        switch (outcome)
        {
            case Outcome.Answered:
                _ = isFurtherPage ? 0 : Interlocked.Increment(ref _answered);
                break;
            case Outcome.Troubled:
                _ = Interlocked.Increment(ref _troubled);
                break;
            default:
                _ = Interlocked.Increment(ref _notServed);
                break;
        }
    }

    public QueryCount Read(string operation, string value)
    {
        lock (_lock)
        {
            return new QueryCount
            {
                Operation = operation,
                Value = value,
                Asked = Volatile.Read(ref _asked),
                Answered = Volatile.Read(ref _answered),
                Troubled = Volatile.Read(ref _troubled),
                NotServed = Volatile.Read(ref _notServed),
                FurtherPages = Volatile.Read(ref _pages),
                PagesAskedAgain = _cursors?.Values.Sum(times => times - 1) ?? 0,
            };
        }
    }
}
