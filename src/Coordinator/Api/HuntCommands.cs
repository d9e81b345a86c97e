using Akka.Actor;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Api;

/// <summary>Tells the supervisors by way of their shard region.</summary>
/// <param name="hunts">The region.</param>
/// <param name="patience">How long a supervisor may take: longer than the failover of a node.</param>
internal sealed class HuntCommands(IActorRef hunts, TimeSpan patience) : IHuntCommands
{
    public void Wake(HuntId hunt) => hunts.Tell(new HuntProtocol.Wake(hunt), ActorRefs.NoSender);

    public Task<bool> PauseAsync(HuntId hunt, CancellationToken cancellation) => AskAsync(new HuntProtocol.Pause(hunt), cancellation);

    public Task<bool> ResumeAsync(HuntId hunt, CancellationToken cancellation) => AskAsync(new HuntProtocol.Resume(hunt), cancellation);

    public Task<bool> CancelAsync(HuntId hunt, CancellationToken cancellation) => AskAsync(new HuntProtocol.Cancel(hunt), cancellation);

    public Task<bool> RetryAsync(HuntId hunt, CancellationToken cancellation) => AskAsync(new HuntProtocol.Retry(hunt), cancellation);

    public Task<bool> DeleteAsync(HuntId hunt, CancellationToken cancellation) => AskAsync(new HuntProtocol.Delete(hunt), cancellation);

    private async Task<bool> AskAsync(HuntProtocol.ICommand command, CancellationToken cancellation)
    {
        try
        {
            return await hunts.Ask<HuntProtocol.IReply>(command, patience, cancellation) is HuntProtocol.Done;
        }
        catch (AskTimeoutException late)
        {
            throw new LedgerException(
                $"The supervisor of hunt {command.Hunt.Value} did not answer within {patience.TotalSeconds:0} s: its node may have died. Try again.",
                LedgerTrouble.Unavailable,
                late);
        }
    }
}
