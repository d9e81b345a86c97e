using IocExplorer.Coordinator.Api;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Supervisors that are asked until the asker gives up.</summary>
internal sealed class EndlessCommands : IHuntCommands
{
    public void Wake(HuntId hunt)
    {
    }

    public Task<bool> SendAsync(HuntProtocol.ICommand command, CancellationToken cancellation) => new TaskCompletionSource<bool>().Task.WaitAsync(cancellation);
}
