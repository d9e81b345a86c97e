using IocExplorer.Coordinator.Api;
using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Supervisors that do not answer: their node has died a moment ago.</summary>
internal sealed class SilentCommands : IHuntCommands
{
    public void Wake(HuntId hunt)
    {
    }

    public Task<bool> PauseAsync(HuntId hunt, CancellationToken cancellation) => Silence();

    public Task<bool> ResumeAsync(HuntId hunt, CancellationToken cancellation) => Silence();

    public Task<bool> CancelAsync(HuntId hunt, CancellationToken cancellation) => Silence();

    public Task<bool> RetryAsync(HuntId hunt, CancellationToken cancellation) => Silence();

    public Task<bool> DeleteAsync(HuntId hunt, CancellationToken cancellation) => Silence();

    private static Task<bool> Silence() => Task.FromException<bool>(new LedgerException("The supervisor did not answer.", LedgerErrorKind.Unavailable));
}
