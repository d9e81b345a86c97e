namespace IocExplorer.Coordinator.Supervising;

/// <summary>The hunts whose supervisors run on this node. Told by them, read by anybody.</summary>
internal sealed class SupervisedHunts
{
    private int _count;

    /// <summary>How long a supervisor took from its start until it had its snapshot and its events. Raised on any thread.</summary>
    public event Action<TimeSpan>? RecoveryMeasured;

    public int Count => Volatile.Read(ref _count);

    public void Started() => Interlocked.Increment(ref _count);

    public void Recovered(TimeSpan duration) => RecoveryMeasured?.Invoke(duration);

    public void Stopped() => Interlocked.Decrement(ref _count);
}
