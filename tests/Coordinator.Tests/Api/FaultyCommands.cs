using IocExplorer.Coordinator.Api;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Supervisors behind a fault of the program.</summary>
internal sealed class FaultyCommands : IHuntCommands
{
    public const string Secret = "what only the log may know";

    public void Wake(HuntId hunt)
    {
    }

    public Task<bool> PauseAsync(HuntId hunt, CancellationToken cancellation) => throw new InvalidOperationException(Secret);

    public Task<bool> ResumeAsync(HuntId hunt, CancellationToken cancellation) => PauseAsync(hunt, cancellation);

    public Task<bool> CancelAsync(HuntId hunt, CancellationToken cancellation) => PauseAsync(hunt, cancellation);

    public Task<bool> RetryAsync(HuntId hunt, CancellationToken cancellation) => PauseAsync(hunt, cancellation);

    public Task<bool> DeleteAsync(HuntId hunt, CancellationToken cancellation) => PauseAsync(hunt, cancellation);
}
