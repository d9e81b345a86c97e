using Akka.Actor;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Api;

/// <summary>Sends commands to the supervisors through their shard region.</summary>
/// <param name="region">Gives the region of the ActorSystem that is a member now or next.</param>
/// <param name="patience">How long a supervisor may take: longer than the failover of a node.</param>
internal sealed class HuntCommands(Func<CancellationToken, Task<IActorRef>> region, TimeSpan patience, TimeProvider time) : IHuntCommands
{
    public void Wake(HuntId hunt) => _ = WakeAsync(hunt);

    public async Task<bool> SendAsync(HuntProtocol.ICommand command, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            var hunts = await region(either.Token);
            return await hunts.Ask<HuntProtocol.IReply>(command, patience, either.Token) is HuntProtocol.Done;
        }
        catch (Exception error) when (error is AskTimeoutException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new LedgerException(
                $"The supervisor of hunt {command.Hunt.Value} did not answer within {patience.TotalSeconds:0} s: its node may have died. Try again.",
                LedgerErrorKind.Unavailable,
                error);
        }
    }

    private async Task WakeAsync(HuntId hunt)
    {
        var hunts = await region(CancellationToken.None);
        hunts.Tell(new HuntProtocol.Wake(hunt), ActorRefs.NoSender);
    }
}
