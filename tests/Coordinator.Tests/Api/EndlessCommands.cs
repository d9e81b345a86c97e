using IocExplorer.Coordinator.Api;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Supervisors that are asked until the asker gives up.</summary>
internal sealed class EndlessCommands : IHuntCommands
{
    public void Wake(HuntId hunt)
    {
    }

    public Task<bool> PauseAsync(HuntId hunt, CancellationToken cancellation) => new TaskCompletionSource<bool>().Task.WaitAsync(cancellation);

    public Task<bool> ResumeAsync(HuntId hunt, CancellationToken cancellation) => PauseAsync(hunt, cancellation);

    public Task<bool> CancelAsync(HuntId hunt, CancellationToken cancellation) => PauseAsync(hunt, cancellation);

    public Task<bool> RetryAsync(HuntId hunt, CancellationToken cancellation) => PauseAsync(hunt, cancellation);

    public Task<bool> DeleteAsync(HuntId hunt, CancellationToken cancellation) => PauseAsync(hunt, cancellation);
}
