namespace IocExplorer.Workers;

/// <summary>Who waits for something that is handed out: first come, first served. Guarded by the lock of its owner.</summary>
internal sealed class Waiters<T>
{
    private readonly LinkedList<TaskCompletionSource<T>> _waiters = [];

    /// <summary>Who has left is counted until <see cref="Forget"/>.</summary>
    public int Count => _waiters.Count;

    /// <summary>Waits behind all others.</summary>
    public TaskCompletionSource<T> Add()
    {
        var waiter = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.AddLast(waiter);
        return waiter;
    }

    /// <summary>Needs no lock. Cancelled, it has left: nothing is handed to it any more.</summary>
    public static async ValueTask<T> WaitAsync(TaskCompletionSource<T> waiter, CancellationToken cancellation)
    {
        await using var registration = cancellation.UnsafeRegister(
            static (waiter, token) => ((TaskCompletionSource<T>)waiter!).TrySetCanceled(token), waiter);
        return await waiter.Task;
    }

    /// <returns>False when nobody waits: who has left is passed over.</returns>
    public bool TryHand(T what)
    {
        while (_waiters.First is { Value: var first })
        {
            _waiters.RemoveFirst();
            if (first.TrySetResult(what))
            {
                return true;
            }
        }

        return false;
    }

    public void HandAll(T what)
    {
        while (TryHand(what))
        {
        }
    }

    public void Forget()
    {
        for (var (node, next) = (_waiters.First, _waiters.First?.Next); node is not null; (node, next) = (next, next?.Next))
        {
            if (node.Value.Task.IsCompleted)
            {
                _waiters.Remove(node);
            }
        }
    }
}
