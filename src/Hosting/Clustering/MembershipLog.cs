using Akka.Actor;
using Akka.Cluster;

namespace IocExplorer.Hosting.Clustering;

/// <summary>Logs members that join, leave, or are unreachable, with their node names.</summary>
internal sealed partial class MembershipLog(ILogger log) : UntypedActor
{
    public const string Name = "membership-log";

    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private bool _isEnding;

    public static Props Props(ILogger log) => Akka.Actor.Props.Create(() => new MembershipLog(log));

    protected override void PreStart() => _cluster.Subscribe(
        Self,
        ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents,
        typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent), typeof(ClusterEvent.ClusterShuttingDown));

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ClusterEvent.ClusterShuttingDown:
                _isEnding = true;
                break;
            case ClusterEvent.MemberRemoved when _isEnding:
                // Akka reports all members as gone when this node leaves them.
                break;
            case ClusterEvent.MemberUp up:
                Up(log, ClusterRoles.NameOf(up.Member), up.Member.Address);
                break;
            case ClusterEvent.MemberRemoved removed when removed.PreviousStatus == MemberStatus.Down:
                FoundDead(log, ClusterRoles.NameOf(removed.Member), removed.Member.Address);
                break;
            case ClusterEvent.MemberRemoved removed:
                Left(log, ClusterRoles.NameOf(removed.Member), removed.Member.Address);
                break;
            case ClusterEvent.UnreachableMember unreachable:
                Unreachable(log, ClusterRoles.NameOf(unreachable.Member), unreachable.Member.Address);
                break;
            case ClusterEvent.ReachableMember reachable:
                Reachable(log, ClusterRoles.NameOf(reachable.Member), reachable.Member.Address);
                break;
            case ClusterEvent.IClusterDomainEvent:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    [LoggerMessage(EventName = "member-up", Level = LogLevel.Information, Message = "{Name} ({Address}) is up in the cluster.")]
    private static partial void Up(ILogger log, string name, Address address);

    [LoggerMessage(EventName = "member-left", Level = LogLevel.Information, Message = "{Name} ({Address}) has left the cluster.")]
    private static partial void Left(ILogger log, string name, Address address);

    [LoggerMessage(
        EventName = "member-dead", Level = LogLevel.Warning,
        Message = "{Name} ({Address}) was marked down and removed; other nodes take over what it hosted.")]
    private static partial void FoundDead(ILogger log, string name, Address address);

    [LoggerMessage(EventName = "member-unreachable", Level = LogLevel.Warning, Message = "{Name} ({Address}) does not answer.")]
    private static partial void Unreachable(ILogger log, string name, Address address);

    [LoggerMessage(EventName = "member-reachable", Level = LogLevel.Information, Message = "{Name} ({Address}) answers again.")]
    private static partial void Reachable(ILogger log, string name, Address address);
}
