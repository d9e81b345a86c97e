using Akka.Actor;
using Akka.Cluster;
using Akka.DistributedData;

namespace IocExplorer.Hosting.Nodes;

/// <summary>Follows what workers offer, and takes out the entries of members that are gone.</summary>
public sealed class OfferReader(OfferDirectory directory) : UntypedActor
{
    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly IActorRef _replicator = DistributedData.Get(Context.System).Replicator;
    private LWWDictionary<string, string> _data = LWWDictionary<string, string>.Empty;

    protected override void PreStart()
    {
        _replicator.Tell(Dsl.Subscribe(OfferPublisher.Key, Self));
        _cluster.Subscribe(Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent));
    }

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Changed changed:
                _data = changed.Get(OfferPublisher.Key);
                Publish();
                break;
            case ClusterEvent.MemberRemoved removed:
                var gone = OfferPublisher.NameOf(removed.Member.UniqueAddress);
                _replicator.Tell(Dsl.Update(
                    OfferPublisher.Key,
                    LWWDictionary<string, string>.Empty,
                    WriteLocal.Instance,
                    data => data.ContainsKey(gone) ? data.Remove(_cluster, gone) : data));
                Publish();
                break;
            case ClusterEvent.IMemberEvent:
                Publish();
                break;
            case IUpdateResponse:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Publish()
    {
        // An entry of a removed member may still arrive from a node that has not seen the removal.
        var alive = _cluster.State.Members
            .Where(m => m.Status is not (MemberStatus.Down or MemberStatus.Removed))
            .Select(m => OfferPublisher.NameOf(m.UniqueAddress))
            .ToHashSet();
        directory.Replace(_data.Entries.Where(e => alive.Contains(e.Key)).SelectMany(e => OfferText.Read(e.Value)));
    }
}
