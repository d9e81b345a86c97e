namespace IocExplorer.Persistence.Tests.Conformance;

/// <summary>Counts hints, and lets a test wait for one.</summary>
internal sealed class HintCounter
{
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];

    public int Hints { get; private set; }

    public void Count()
    {
        lock (_gate)
        {
            Hints++;
            _waiters.FindAll(waiter => waiter.Count <= Hints).ForEach(waiter => waiter.Reached.TrySetResult());
        }
    }

    public Task ReachAsync(int count, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            if (Hints >= count)
            {
                reached.SetResult();
            }

            return reached.Task.WaitAsync(cancellation);
        }
    }
}
