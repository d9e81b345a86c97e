using IocExplorer.Coordinator.Api;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Counts what a service tells the supervisors of its hunts.</summary>
internal sealed class CountedCommands(IHuntCommands inner) : IHuntCommands
{
    private int _wakes;
    private int _changes;

    public int Wakes => _wakes;

    /// <summary>All but wakes.</summary>
    public int Changes => _changes;

    public void Wake(HuntId hunt)
    {
        Interlocked.Increment(ref _wakes);
        inner.Wake(hunt);
    }

    public Task<bool> PauseAsync(HuntId hunt, CancellationToken cancellation) => Counted(inner.PauseAsync(hunt, cancellation));

    public Task<bool> ResumeAsync(HuntId hunt, CancellationToken cancellation) => Counted(inner.ResumeAsync(hunt, cancellation));

    public Task<bool> CancelAsync(HuntId hunt, CancellationToken cancellation) => Counted(inner.CancelAsync(hunt, cancellation));

    public Task<bool> RetryAsync(HuntId hunt, CancellationToken cancellation) => Counted(inner.RetryAsync(hunt, cancellation));

    public Task<bool> DeleteAsync(HuntId hunt, CancellationToken cancellation) => Counted(inner.DeleteAsync(hunt, cancellation));

    private Task<bool> Counted(Task<bool> change)
    {
        Interlocked.Increment(ref _changes);
        return change;
    }
}
