using Akka.Actor;
using Akka.Cluster;

namespace IocExplorer.Hosting.Clustering;

/// <summary>
/// One on each node. Sends the other members every two seconds how long the database has not answered this node, receives the same from them, and reports once
/// when this node should leave because the others reach what it does not.
/// </summary>
/// <remarks>The message between nodes is a bare number of milliseconds: Akka's own serializer carries it. One that is lost is followed by the next.</remarks>
internal sealed class DatabaseReachability(NodeAddressRefresh beat, TimeSpan limit, TimeProvider time, Action leave) : UntypedActor, IWithTimers
{
    /// <summary>Under <c>/user</c>, on every node the same.</summary>
    public const string Name = "database-reachability";

    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly Dictionary<Address, (long Heard, TimeSpan SinceAnswer)> _others = [];
    private bool _hasLeft;

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="limit">How long a node goes on without the database.</param>
    /// <param name="leave">Called at most once, on the actor's thread.</param>
    public static Props Props(NodeAddressRefresh beat, TimeSpan limit, TimeProvider time, Action leave) =>
        Akka.Actor.Props.Create(() => new DatabaseReachability(beat, limit, time, leave));

    protected override void PreStart() => Timers.StartPeriodicTimer(Tick.Instance, Tick.Instance, NodeAddressRefresh.Interval);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tick:
                Tell();
                Decide();
                break;
            case long milliseconds:
                _others[Sender.Path.Address] = (time.GetTimestamp(), TimeSpan.FromMilliseconds(milliseconds));
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Tell()
    {
        var state = _cluster.State;
        var since = (long)beat.SinceAnswer.TotalMilliseconds;
        var others = state.Members.Where(m => m.Status == MemberStatus.Up && !m.Address.Equals(_cluster.SelfAddress) && !state.Unreachable.Contains(m));
        foreach (var member in others)
        {
            Context.ActorSelection(new RootActorPath(member.Address) / "user" / Name).Tell(since, Self);
        }
    }

    private void Decide()
    {
        if (!_hasLeft
            && ReachabilityRule.Leaves(
                beat.SinceAnswer, beat.FailingFor, limit, _others.Values.Select(other => (time.GetElapsedTime(other.Heard), other.SinceAnswer))))
        {
            _hasLeft = true;
            leave();
        }
    }

    private sealed class Tick { public static readonly Tick Instance = new(); }
}
