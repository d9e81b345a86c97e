using IocExplorer.Messages.Protocols;
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

    /// <summary>Pauses, resumes, cancels, retries or deletes a hunt.</summary>
    /// <returns>False when the hunt is in no state that allows it, or is not known: nothing was changed.</returns>
    Task<bool> SendAsync(HuntProtocol.ICommand command, CancellationToken cancellation);
}
