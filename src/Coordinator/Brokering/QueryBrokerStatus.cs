namespace IocExplorer.Coordinator.Brokering;

/// <summary>
/// The status of a broker: its open queries, and whether it is given up. Written by its actor, read from any thread; outlives the actor's crashes.
/// </summary>
internal sealed class QueryBrokerStatus
{
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<long> _crashes = [];
    private volatile int _waiting;

    /// <summary>Queries that some tree waits for. May be a moment old.</summary>
    public int Waiting
    {
        get => _waiting;
        set => _waiting = value;
    }

    /// <summary>
    /// Ends, with the reason, when the broker is given up: the ledger is unusable, or the broker crashed repeatedly. The host of the node has to end it.
    /// </summary>
    public Task<Exception> Failed => _failed.Task;

    public void Fail(Exception reason) => _failed.TrySetResult(reason);

    /// <summary>The broker has crashed, once more. Called by one thread at a time.</summary>
    /// <returns>False after too many crashes: it is given up.</returns>
    public bool MayRestartAfter(Exception crash, QueryBrokerOptions options)
    {
        _crashes.Enqueue(options.Time.GetTimestamp());
        while (options.Time.GetElapsedTime(_crashes.Peek()) > options.CrashWindow)
        {
            _crashes.Dequeue();
        }

        if (_crashes.Count >= options.MostCrashes)
        {
            Fail(crash);
        }

        return !Failed.IsCompleted;
    }
}
