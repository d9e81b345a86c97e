using IocExplorer.Coordinator.Api;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Supervisors that do not answer: their node has died a moment ago.</summary>
internal sealed class SilentCommands : IHuntCommands
{
    public void Wake(HuntId hunt)
    {
    }

    public Task<bool> SendAsync(HuntProtocol.ICommand command, CancellationToken cancellation) =>
        Task.FromException<bool>(new LedgerException("The supervisor did not answer.", LedgerErrorKind.Unavailable));
}
