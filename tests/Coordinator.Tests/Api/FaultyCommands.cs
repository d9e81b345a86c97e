using IocExplorer.Coordinator.Api;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Supervisors behind a fault of the program.</summary>
internal sealed class FaultyCommands : IHuntCommands
{
    public const string Secret = "what only the log may know";

    public void Wake(HuntId hunt)
    {
    }

    public Task<bool> SendAsync(HuntProtocol.ICommand command, CancellationToken cancellation) => throw new InvalidOperationException(Secret);
}
