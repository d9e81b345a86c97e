using Akka.Actor;
using Akka.Event;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Hosting.Clustering;

/// <summary>
/// One in the whole cluster, on a coordinator: wakes every unfinished hunt when it starts and every 15 s. So hunts continue by themselves after a restart of
/// everything, and one whose start failed is started again. A hunt that runs takes no notice.
/// </summary>
#pragma warning disable CA1001 // PostStop ends it.
public sealed class HuntWaker(IActorRef hunts, Func<CancellationToken, Task<IReadOnlyList<HuntId>>> openHunts) : UntypedActor, IWithTimers
#pragma warning restore CA1001
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stop = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="openHunts">Reads which are not over. A failure is logged; the next time comes.</param>
    public static Props Props(IActorRef hunts, Func<CancellationToken, Task<IReadOnlyList<HuntId>>> openHunts) =>
        Akka.Actor.Props.Create(() => new HuntWaker(hunts, openHunts));

    protected override void PreStart() => Self.Tell(Look.Instance);

    protected override void PostStop()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Look:
                openHunts(_stop.Token).PipeTo(Self, success: hunts => new Open(hunts), failure: cause => new Failed(cause));
                break;
            case Open open:
                foreach (var hunt in open.Hunts)
                {
                    hunts.Tell(new HuntProtocol.Wake(hunt), Self);
                }

                LookAgain();
                break;
            case Failed failed:
                _log.Warning("The hunts that are not over could not be read: {Problem}", failed.Cause.Message);
                LookAgain();
                break;
            case HuntProtocol.IReply:
                // They may answer; nothing depends on it.
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void LookAgain() => Timers.StartSingleTimer(Look.Instance, Look.Instance, Interval);

    /// <summary>Time to look. Tests send it in the place of the timer.</summary>
    internal sealed class Look { public static readonly Look Instance = new(); }

    private sealed record Open(IReadOnlyList<HuntId> Hunts);

    private sealed record Failed(Exception Cause);
}
