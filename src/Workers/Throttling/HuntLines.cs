namespace IocExplorer.Workers.Throttling;

/// <summary>
/// The lines in which one hunt waits at a source: one for each operation, so that an operation that no key may ask does not block the others.
/// </summary>
internal sealed class HuntLines(HuntId hunt)
{
    private readonly Dictionary<OperationId, Line> _lines = [];

    public HuntId Hunt { get; } = hunt;

    public int Waiting { get; private set; }

    /// <summary>A query of this operation waits from now on, or no more: kept by the queue, because a line holds copies that are void.</summary>
    public void Count(OperationId operation, int by)
    {
        Waiting += by;
        _lines.GetOrAdd(operation).Waiting += by;
    }

    public int WaitingFor(Func<OperationId, bool> mayBeAsked)
    {
        var waiting = 0;
        foreach (var (operation, line) in _lines)
        {
            waiting += line.Waiting > 0 && mayBeAsked(operation) ? line.Waiting : 0;
        }

        return waiting;
    }

    /// <summary>Behind all others of its operation.</summary>
    public void Append(QueuedQuery query) => _lines.GetOrAdd(query.Query.Operation).InOrder.Enqueue(query);

    /// <summary>By its turn: it was taken before, or comes from another hunt's line.</summary>
    public void Return(QueuedQuery query) => _lines.GetOrAdd(query.Query.Operation).Returned.Enqueue(query, query.Turn);

    /// <summary>Takes the earliest whose operation may be asked; null when there is none.</summary>
    public QueuedQuery? Take(Func<OperationId, bool> mayBeAsked)
    {
        Line? earliest = null;
        QueuedQuery? head = null;
        foreach (var (operation, line) in _lines)
        {
            if (mayBeAsked(operation) && Peek(line) is { } first && (head is null || first.Turn < head.Turn))
            {
                (earliest, head) = (line, first);
            }
        }

        if (head is not null && !(earliest!.Returned.TryPeek(out var returned, out _) && returned == head && earliest.Returned.Dequeue() == head))
        {
            earliest.InOrder.Dequeue();
        }

        return head;
    }

    private QueuedQuery? Peek(Line line)
    {
        while (line.InOrder.TryPeek(out var stale) && IsElsewhere(stale))
        {
            line.InOrder.Dequeue();
        }

        while (line.Returned.TryPeek(out var stale, out _) && IsElsewhere(stale))
        {
            line.Returned.Dequeue();
        }

        var first = line.InOrder.TryPeek(out var inOrder) ? inOrder : null;
        return line.Returned.TryPeek(out var returned, out _) && (first is null || returned.Turn < first.Turn) ? returned : first;
    }

    // Withdrawn, taken, or moved to the line of another hunt.
    private bool IsElsewhere(QueuedQuery query) => query.IsGone || query.Worker is not null || query.Hunt != Hunt;

    private sealed class Line
    {
        public int Waiting { get; set; }

        public Queue<QueuedQuery> InOrder { get; } = [];

        public PriorityQueue<QueuedQuery, long> Returned { get; } = new();
    }
}
