using Akka.Actor;
using Akka.Cluster;
using Akka.DistributedData;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Hosting.Nodes;

/// <summary>Publishes to the cluster what this worker can ask: one entry of distributed data, under the name of this member.</summary>
public sealed class OfferPublisher : UntypedActor, IWithTimers
{
    // An entry that was written before this member had joined, or that a reader took out too early, is there again after this.
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly IActorRef _replicator = DistributedData.Get(Context.System).Replicator;
    private readonly string _text;

    /// <param name="offers">They do not change while the node runs.</param>
    public OfferPublisher(IReadOnlyList<NodeProtocol.Offer> offers) => _text = OfferText.Write(offers);

    internal static LWWDictionaryKey<string, string> Key { get; } = new("offers");

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TimeSpan.Zero, Again);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tick:
                _replicator.Tell(Dsl.Update(Key, LWWDictionary<string, string>.Empty, WriteLocal.Instance, Publish));
                break;
            case IUpdateResponse:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>How a member is named in the data: its address and the number of its start.</summary>
    internal static string NameOf(UniqueAddress member) => $"{member.Address}#{member.Uid}";

    private LWWDictionary<string, string> Publish(LWWDictionary<string, string> data)
    {
        var name = NameOf(_cluster.SelfUniqueAddress);
        return data.TryGetValue(name, out var text) && text == _text ? data : data.SetItem(_cluster, name, _text);
    }

    private sealed record Tick { public static Tick Instance { get; } = new(); }
}
