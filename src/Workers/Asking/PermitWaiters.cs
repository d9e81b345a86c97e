namespace IocExplorer.Workers.Asking;

/// <summary>Who waits for a permit of a key: first come, first served. Who has left is passed over. Guarded by the gate's lock.</summary>
internal sealed class PermitWaiters
{
    private readonly LinkedList<TaskCompletionSource<Permit>> _waiters = [];

    public int Count => _waiters.Count;

    /// <summary>Waits behind all others.</summary>
    public TaskCompletionSource<Permit> Add()
    {
        var waiter = new TaskCompletionSource<Permit>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.AddLast(waiter);
        return waiter;
    }

    /// <summary>Gives permits as long as there are any and somebody waits.</summary>
    /// <param name="take">The next permit; none ends it.</param>
    /// <param name="putBack">Told of a permit whose waiter left in this very moment.</param>
    public void HandOut(Func<Permit> take, Action<Permit> putBack)
    {
        while (_waiters.First is { Value: var waiter })
        {
            if (!waiter.Task.IsCompleted)
            {
                var permit = take();
                if (permit.IsNone)
                {
                    Prune();
                    return;
                }

                if (!waiter.TrySetResult(permit))
                {
                    putBack(permit);
                }
            }

            _waiters.RemoveFirst();
        }
    }

    /// <summary>All leave without a permit.</summary>
    public void SendAway()
    {
        foreach (var waiter in _waiters)
        {
            waiter.TrySetResult(Permit.None);
        }

        _waiters.Clear();
    }

    private void Prune()
    {
        for (var node = _waiters.First; node is not null;)
        {
            var next = node.Next;
            if (node.Value.Task.IsCompleted)
            {
                _waiters.Remove(node);
            }

            node = next;
        }
    }
}
