using Akka.Actor;
using Akka.Cluster.Sharding;

namespace IocExplorer.Hosting.Placement;

/// <summary>
/// Stands in the place of a shard region where there is no cluster: makes a child for each entity at its first message and routes by the same
/// id. One code path, two ways of placing it.
/// </summary>
/// <remarks>
/// What an entity may rely on, as in a shard:
/// <list type="number">
/// <item>It is made by the first message for its id, and again by the next one after it has stopped by itself.</item>
/// <item>After <see cref="Passivate"/> it gets its stop message; what comes meanwhile is kept, and makes it anew when it has stopped.</item>
/// <item><see cref="ShardingEnvelope"/> is opened, <see cref="ShardRegion.StartEntity"/> starts the entity, a message without an id is unhandled.</item>
/// </list>
/// Not promised: that anything outlives this process.
/// </remarks>
public sealed class ChildPerEntity(Func<object, string?> idOf, Func<string, Props> props) : UntypedActor
{
    private readonly Dictionary<string, Entity> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<IActorRef, string> _ids = [];

    /// <param name="idOf">The entity that a message is for; null: none.</param>
    /// <param name="props">Makes an entity by its id.</param>
    public static Props Props(Func<object, string?> idOf, Func<string, Props> props) => Akka.Actor.Props.Create(() => new ChildPerEntity(idOf, props));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Passivate passivate:
                Passivate(passivate);
                break;
            case Terminated gone:
                Gone(gone.ActorRef);
                break;
            case ShardingEnvelope envelope:
                Deliver(envelope.EntityId, envelope.Message);
                break;
            case ShardRegion.StartEntity start:
                Find(start.EntityId);
                break;
            default:
                if (idOf(message) is { } id)
                {
                    Deliver(id, message);
                }
                else
                {
                    Unhandled(message);
                }

                break;
        }
    }

    private void Deliver(string id, object message)
    {
        var entity = Find(id);
        if (entity.IsStopping)
        {
            entity.Waiting.Enqueue((message, Sender));
        }
        else
        {
            entity.Actor.Forward(message);
        }
    }

    private Entity Find(string id)
    {
        if (!_byId.TryGetValue(id, out var entity))
        {
            _byId.Add(id, entity = new(Context.Watch(Context.ActorOf(props(id), Uri.EscapeDataString(id)))));
            _ids.Add(entity.Actor, id);
        }

        return entity;
    }

    private void Passivate(Passivate passivate)
    {
        if (_ids.TryGetValue(Sender, out var id) && _byId[id] is { IsStopping: false } entity)
        {
            entity.IsStopping = true;
            entity.Actor.Tell(passivate.StopMessage, Self);
        }
    }

    private void Gone(IActorRef child)
    {
        if (!_ids.Remove(child, out var id) || !_byId.Remove(id, out var entity))
        {
            return;
        }

        while (entity.Waiting.TryDequeue(out var waiting))
        {
            Find(id).Actor.Tell(waiting.Message, waiting.Sender);
        }
    }

    private sealed class Entity(IActorRef actor)
    {
        public IActorRef Actor { get; } = actor;

        public bool IsStopping { get; set; }

        /// <summary>Came while it was being stopped.</summary>
        public Queue<(object Message, IActorRef Sender)> Waiting { get; } = [];
    }
}
