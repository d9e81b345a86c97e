using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Api;

/// <summary>Commands of the API to the supervisors of hunts. When a call returns, the change is durable and visible in lists.</summary>
/// <remarks>
/// Calls throw <see cref="LedgerException"/> (unavailable) when the supervisor does not answer: it may or may not have been
/// done, and the same call may be made again.
/// </remarks>
public interface IHuntCommands
{
    /// <summary>A hunt was submitted: start it. Does not wait; a supervisor that missed the message is woken later.</summary>
    void Wake(HuntId hunt);

    /// <returns>False when the hunt is in no state that allows it, or is not known: nothing was changed. The same for all that follow.</returns>
    Task<bool> PauseAsync(HuntId hunt, CancellationToken cancellation);

    Task<bool> ResumeAsync(HuntId hunt, CancellationToken cancellation);

    Task<bool> CancelAsync(HuntId hunt, CancellationToken cancellation);

    /// <summary>Explores again what lacks something.</summary>
    Task<bool> RetryAsync(HuntId hunt, CancellationToken cancellation);

    /// <summary>Cancels the hunt and removes it with its results.</summary>
    Task<bool> DeleteAsync(HuntId hunt, CancellationToken cancellation);
}
