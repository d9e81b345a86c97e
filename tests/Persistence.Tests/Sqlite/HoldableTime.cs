namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>A clock that keeps whoever reads it waiting: a ledger reads it on its writer's thread.</summary>
internal sealed class HoldableTime(TimeProvider time) : TimeProvider
{
    private Hold? _next;

    /// <summary>The next one who reads the clock waits for the hold to be let go.</summary>
    public Hold HoldNext() => _next = new();

    public override DateTimeOffset GetUtcNow()
    {
        if (Interlocked.Exchange(ref _next, null) is { } hold)
        {
            hold.Reached.TrySetResult();
            hold.GoOn.Task.GetAwaiter().GetResult();
        }

        return time.GetUtcNow();
    }

    internal sealed class Hold
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource GoOn { get; } = new();
    }
}
