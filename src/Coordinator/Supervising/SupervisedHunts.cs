namespace IocExplorer.Coordinator.Supervising;

/// <summary>The hunts whose supervisors run on this node. Counted by them, read by anybody.</summary>
internal sealed class SupervisedHunts
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Started() => Interlocked.Increment(ref _count);

    public void Stopped() => Interlocked.Decrement(ref _count);
}
