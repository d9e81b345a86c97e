using IocExplorer.Coordinator.Api;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;

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

    public Task<bool> SendAsync(HuntProtocol.ICommand command, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _changes);
        return inner.SendAsync(command, cancellation);
    }
}
