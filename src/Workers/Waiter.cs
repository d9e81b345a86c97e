namespace IocExplorer.Workers;

/// <summary>Who waits in a queue for something that is handed out.</summary>
internal static class Waiter
{
    /// <summary>Cancelled, it has left: nothing is handed to it any more.</summary>
    public static async ValueTask<T> WaitAsync<T>(this TaskCompletionSource<T> waiter, CancellationToken cancellation)
    {
        await using var registration = cancellation.UnsafeRegister(
            static (waiter, token) => ((TaskCompletionSource<T>)waiter!).TrySetCanceled(token), waiter);
        return await waiter.Task;
    }
}
