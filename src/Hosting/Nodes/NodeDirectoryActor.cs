using Akka.Actor;
using Akka.Cluster;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Nodes;

namespace IocExplorer.Hosting.Nodes;

/// <summary>
/// Keeps a <see cref="NodeDirectory"/> up to date: asks every member for its status every second, and follows the membership of the cluster. It decides
/// nothing: reachability is for the failure detector to say.
/// </summary>
public sealed class NodeDirectoryActor(NodeDirectory directory, TimeProvider time) : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly Dictionary<Address, (NodeProtocol.Status Status, long At)> _accounts = [];

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TimeSpan.Zero, Every);
        _cluster.Subscribe(
            Self,
            ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents,
            typeof(ClusterEvent.IMemberEvent),
            typeof(ClusterEvent.IReachabilityEvent));
    }

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tick:
                Ask();
                Publish();
                break;
            case NodeProtocol.Status status:
                _accounts[Origin()] = (status, time.GetTimestamp());
                break;
            case ClusterEvent.MemberRemoved removed:
                _accounts.Remove(removed.Member.Address);
                Publish();
                break;
            case ClusterEvent.IMemberEvent or ClusterEvent.IReachabilityEvent:
                Publish();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private Address Origin() => Sender.Path.Address.HasGlobalScope ? Sender.Path.Address : _cluster.SelfAddress;

    private void Ask()
    {
        foreach (var member in _cluster.State.Members)
        {
            var root = member.Address == _cluster.SelfAddress ? "" : member.Address.ToString();
            Context.ActorSelection($"{root}/user/{NodeStatusActor.Path}").Tell(NodeProtocol.GetStatus.Instance, Self);
        }
    }

    private void Publish()
    {
        var unreachable = _cluster.State.Unreachable;
        List<NodeState> nodes = [.. _cluster.State.Members.Select(member => StateOf(member, unreachable.Contains(member)))];
        directory.Replace([.. nodes.OrderBy(n => n.Kind).ThenBy(n => n.Name, StringComparer.Ordinal).ThenBy(n => n.Id)]);
    }

    private NodeState StateOf(Member member, bool isUnreachable)
    {
        var state = new NodeState
        {
            Id = member.UniqueAddress.Uid,
            Name = ClusterRoles.NameOf(member),
            Address = member.Address.ToString(),
            Kind = member.HasRole(ClusterRoles.Worker) ? NodeKind.Worker : NodeKind.Coordinator,
            Member = isUnreachable ? "unreachable" : member.Status switch
            {
                MemberStatus.Joining or MemberStatus.WeaklyUp => "joining",
                MemberStatus.Up => "up",
                MemberStatus.Down => "down",
                _ => "leaving",
            },
        };
        return _accounts.TryGetValue(member.Address, out var account)
            ? state with
            {
                Version = account.Status.Version,
                StartedAt = account.Status.StartedAt,
                Age = time.GetElapsedTime(account.At),
                Detail = account.Status.Detail,
            }
            : state;
    }

    private sealed record Tick { public static Tick Instance { get; } = new(); }
}
