using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using IocExplorer.Hosting.Placement;
using IocExplorer.Testing;

namespace IocExplorer.Actors.Tests.Placement;

public sealed class ChildPerEntityTests : TestKit
{
    private static readonly TimeSpan _patience = SafetyTimeout.Length;

    private readonly TestProbe _user;
    private readonly TestProbe _entities;
    private readonly IActorRef _parent;

    public ChildPerEntityTests()
        : base(TestKitConfig.Quiet)
    {
        _user = CreateTestProbe("user");
        _entities = CreateTestProbe("entities");
        _parent = Sys.ActorOf(ChildPerEntity.Props(message => (message as To)?.Entity, id => Entity.Props(id, _entities)), "parent");
    }

    [Fact]
    public void FirstMessageForAnId_MakesItsEntity_AndTheNextOnesFindIt()
    {
        Tell("a", "1");
        var a = Made("a");
        Said().ShouldBe(("a", "1", a));
        Tell("b", "2");
        var b = Made("b");
        Said().ShouldBe(("b", "2", b));

        Tell("a", "3");

        Said().ShouldBe(("a", "3", a));
        a.ShouldNotBe(b);
    }

    [Theory]
    [InlineData("7/12")]
    [InlineData("Some Source #1, with ümlauts")]
    public void Id_MayHoldWhatAPathMayNot(string id)
    {
        Tell(id, "1");

        Made(id).Path.Parent.ShouldBe(_parent.Path);
        Said().Entity.ShouldBe(id);
    }

    [Fact]
    public void EntityThatStoppedByItself_IsMadeAgainByTheNextMessage()
    {
        Tell("a", "1");
        var first = Made("a");
        Said();
        Watch(first);
        first.Tell(PoisonPill.Instance, _user);
        ExpectTerminated(first);

        Tell("a", "2");

        // The parent may hear of the end after this message: then it is lost, as it is in a shard, and whoever needs an answer tells it again.
        var second = AwaitMade("a", "2");
        second.ShouldNotBe(first);
    }

    [Fact]
    public void EntityThatCrashes_StartsAgain_AndItsMailboxStays()
    {
        Tell("a", "1");
        var entity = Made("a");
        Said();

        Tell("a", "crash");
        Tell("a", "2");

        Made("a").ShouldBe(entity);
        Said().ShouldBe(("a", "2", entity));
    }

    [Fact]
    public void Passivate_TellsTheStopMessage_AndWhatComesMeanwhileMakesItAnew()
    {
        Tell("a", "1");
        var first = Made("a");
        Said();
        Tell("a", "passivate");
        _entities.ExpectMsg<Leaving>(_patience).Actor.ShouldBe(first);

        Tell("a", "2");
        _user.Send(_parent, new ShardingEnvelope("a", new To("a", "3")));
        Tell("b", "4");
        Made("b");
        Said().Text.ShouldBe("4");
        _entities.HasMessages.ShouldBeFalse();
        first.Tell(new To("a", "stop"), _user);

        var second = Made("a");
        (second.Equals(first), Said(), Said()).ShouldBe((false, ("a", "2", second), ("a", "3", second)));
        Tell("a", "4");
        Said().ShouldBe(("a", "4", second));
    }

    [Fact]
    public void PassivatedEntity_IsMadeByTheNextMessage_AndNotBefore()
    {
        Tell("a", "1");
        var first = Made("a");
        Said();
        Tell("a", "passivate");
        _entities.ExpectMsg<Leaving>(_patience);
        Watch(first);
        first.Tell(new To("a", "stop"), _user);
        ExpectTerminated(first);

        // Something of another entity, so that the parent has heard of the end or will have before what follows.
        Tell("b", "2");
        Made("b");
        Said();
        _entities.HasMessages.ShouldBeFalse();
        Tell("a", "3");

        Made("a").ShouldNotBe(first);
        Said().Text.ShouldBe("3");
    }

    [Fact]
    public void SecondPassivate_OrOneOfAStranger_ChangesNothing()
    {
        Tell("a", "1");
        var entity = Made("a");
        Said();
        _parent.Tell(new Passivate(new To("a", "stop")), _user);
        Tell("a", "passivate");
        _entities.ExpectMsg<Leaving>(_patience);

        entity.Tell(new To("a", "passivate"), _user);
        entity.Tell(new To("a", "still here"), _user);
        Said().Text.ShouldBe("still here");

        // Something of another entity, so that the parent has taken in the second wish before the first comes to its end.
        Tell("b", "2");
        Made("b");
        Said().Text.ShouldBe("2");
        entity.Tell(new To("a", "stop"), _user);

        Watch(entity);
        ExpectTerminated(entity);
        _entities.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void StartEntity_MakesItWithoutAMessage()
    {
        _parent.Tell(new ShardRegion.StartEntity("a"), _user);

        var entity = Made("a");
        Tell("a", "1");
        Said().ShouldBe(("a", "1", entity));
    }

    [Fact]
    public void Envelope_IsOpened_AndItsIdCounts()
    {
        _parent.Tell(new ShardingEnvelope("a", new To("elsewhere", "1")), _user);

        var entity = Made("a");
        Said().ShouldBe(("a", "1", entity));
    }

    [Fact]
    public void Sender_IsTheOneWhoTold()
    {
        Tell("a", "reply");

        _user.ExpectMsg("reply", _patience);
    }

    [Fact]
    public void MessageWithoutAnId_IsUnhandled()
    {
        var unhandled = CreateTestProbe();
        Sys.EventStream.Subscribe<UnhandledMessage>(unhandled);

        _parent.Tell("for nobody", _user);

        unhandled.ExpectMsg<UnhandledMessage>(_patience).Message.ShouldBe("for nobody");
        _parent.Tell(new To("a", "1"), _user);
        Made("a");
    }

    private void Tell(string entity, string text) => _parent.Tell(new To(entity, text), _user);

    private IActorRef Made(string entity)
    {
        var made = _entities.ExpectMsg<EntityMade>(_patience);
        made.Entity.ShouldBe(entity);
        return made.Actor;
    }

    private IActorRef AwaitMade(string entity, string text)
    {
        IActorRef? made = null;
        AwaitCondition(
            () =>
            {
                Tell(entity, text);
                made = _entities.HasMessages ? Made(entity) : null;
                return made is not null;
            },
            _patience);
        return made!;
    }

    private (string Entity, string Text, IActorRef Actor) Said()
    {
        var said = _entities.ExpectMsg<Got>(_patience);
        return (said.Entity, said.Text, said.Actor);
    }

    private void ExpectTerminated(IActorRef actor) => ExpectMsg<Terminated>(gone => gone.ActorRef.ShouldBe(actor), _patience);

    private sealed record To(string Entity, string Text);

    private sealed record EntityMade(string Entity, IActorRef Actor);

    private sealed record Got(string Entity, string Text, IActorRef Actor);

    private sealed record Leaving(IActorRef Actor);

    /// <summary>Says what happens to it.</summary>
    private sealed class Entity : UntypedActor
    {
        private readonly string _id;
        private readonly IActorRef _tell;

        public Entity(string id, IActorRef tell) => (_id, _tell) = (id, tell);

        public static Props Props(string id, IActorRef tell) => Akka.Actor.Props.Create(() => new Entity(id, tell));

        protected override void PreStart() => _tell.Tell(new EntityMade(_id, Self), Self);

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case To { Text: "passivate" }:
                    Context.Parent.Tell(new Passivate(new Leaving(Self)), Self);
                    break;
                case To { Text: "stop" }:
                    Context.Stop(Self);
                    break;
                case To { Text: "crash" }:
                    throw new InvalidOperationException("a bug");
                case To { Text: "reply" }:
                    Sender.Tell("reply", Self);
                    break;
                case To said:
                    _tell.Tell(new Got(_id, said.Text, Self), Self);
                    break;
                case Leaving leaving:
                    // Its last work may take a while: it stops when a test says so.
                    _tell.Tell(leaving, Self);
                    break;
                default:
                    Unhandled(message);
                    break;
            }
        }
    }
}
