namespace IocExplorer.Workers.Asking;

/// <summary>
/// Granted work until it has a slot: it is looked up once more, in batches of which one is under way at a time, and then waits for a slot of
/// its key. Pure state.
/// </summary>
internal sealed class WaitingWork
{
    private readonly Queue<WorkInHand> _ready = new();
    private List<WorkInHand> _toLookUp = [];
    private List<WorkInHand>? _lookedUp;

    public void Add(WorkInHand work) => _toLookUp.Add(work);

    /// <summary>What is to be looked up now, together; null when there is nothing, or a look-up is under way.</summary>
    public List<WorkInHand>? BeginLookUp()
    {
        if (_lookedUp is not null || _toLookUp.Count == 0)
        {
            return null;
        }

        (_lookedUp, _toLookUp) = (_toLookUp, []);
        return _lookedUp;
    }

    /// <returns>False when nobody waits for this look-up any more.</returns>
    public bool TryEndLookUp(List<WorkInHand> batch)
    {
        if (_lookedUp != batch)
        {
            return false;
        }

        _lookedUp = null;
        return true;
    }

    /// <summary>The look-up has failed: it is made again.</summary>
    /// <returns>False when nobody waits for this look-up any more.</returns>
    public bool TryRepeatLookUp(List<WorkInHand> batch)
    {
        if (!TryEndLookUp(batch))
        {
            return false;
        }

        _toLookUp.InsertRange(0, batch);
        return true;
    }

    /// <summary>It was looked up and is to be asked.</summary>
    public void AddReady(WorkInHand work) => _ready.Enqueue(work);

    /// <summary>Work whose key has a free slot, first come, first served. Each is to begin before the next is asked for.</summary>
    public IEnumerable<WorkInHand> TakeReady()
    {
        for (var left = _ready.Count; left > 0; left--)
        {
            var work = _ready.Dequeue();
            if (work.Key.HasFreeSlot)
            {
                yield return work;
            }
            else
            {
                _ready.Enqueue(work);
            }
        }
    }

    /// <summary>All of it: nothing of it is asked any more.</summary>
    public IReadOnlyList<WorkInHand> TakeAll()
    {
        List<WorkInHand> all = [.. _toLookUp, .. _lookedUp ?? [], .. _ready];
        _toLookUp.Clear();
        _lookedUp = null;
        _ready.Clear();
        return all;
    }
}
