using Akka.Actor;

namespace IocExplorer.Workers.Throttling;

/// <summary>A query in the hands of a throttle: it waits, or it is under way. Belongs to its <see cref="ThrottleQueue"/>.</summary>
internal sealed class QueuedQuery
{
    public required Query Query { get; init; }

    /// <summary>Its place: lower is taken earlier, and it keeps it when it comes back.</summary>
    public required long Turn { get; init; }

    /// <summary>In whose line it stands, or stood when it was taken.</summary>
    public HuntId Hunt { get; set; }

    /// <summary>The strictest of those who wait.</summary>
    public Freshness Freshness { get; set; }

    /// <summary>Who waits, each for one hunt.</summary>
    public List<(IActorRef Broker, HuntId Hunt)> Waiting { get; } = [];

    /// <summary>Who has it; null while it waits.</summary>
    public IActorRef? Worker { get; set; }

    /// <summary>With which key it was handed out.</summary>
    public string Key { get; set; } = "";

    /// <summary>The number of the grant that handed it out; 0 when an earlier incarnation did.</summary>
    public long Grant { get; set; }

    /// <summary>It was handed out to read the reply to another one's request: it takes no permit, and is no request under way.</summary>
    public bool SharesRequest { get; set; }

    /// <summary>The brokers that its worker notifies; the throttle notifies the others.</summary>
    public IReadOnlyList<IActorRef> Named { get; set; } = [];

    /// <summary>No broker waits for it any more, or it is done: queues skip it.</summary>
    public bool IsGone { get; set; }
}
