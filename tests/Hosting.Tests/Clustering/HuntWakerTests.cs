using Akka.Actor;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests.Clustering;

public sealed class HuntWakerTests : IAsyncDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("wakes", "akka { loglevel = OFF, stdout-loglevel = OFF }");

    public async ValueTask DisposeAsync()
    {
        await _system.Terminate();
        _system.Dispose();
    }

    [Fact]
    public async Task Start_WakesEveryHuntThatIsNotOver_AndEachLookDoesSoAgain()
    {
        var hunts = Inbox.Create(_system);

        var waker = _system.ActorOf(HuntWaker.Props(hunts.Receiver, _ => Task.FromResult<IReadOnlyList<HuntId>>([new(3), new(7)])));

        (await WokenAsync(hunts)).ShouldBe(new(3));
        (await WokenAsync(hunts)).ShouldBe(new(7));
        waker.Tell(HuntWaker.Look.Instance, ActorRefs.NoSender);
        (await WokenAsync(hunts)).ShouldBe(new(3));
        (await WokenAsync(hunts)).ShouldBe(new(7));
    }

    [Fact]
    public async Task Look_AfterOneThatFailed_WakesAgain()
    {
        var hunts = Inbox.Create(_system);
        var reads = 0;
        var waker = _system.ActorOf(HuntWaker.Props(hunts.Receiver, _ => ++reads == 1
            ? Task.FromException<IReadOnlyList<HuntId>>(new InvalidOperationException("the database is away"))
            : Task.FromResult<IReadOnlyList<HuntId>>([new(5)])));

        waker.Tell(HuntWaker.Look.Instance, ActorRefs.NoSender);

        (await WokenAsync(hunts)).ShouldBe(new(5));
    }

    private static async Task<HuntId> WokenAsync(Inbox hunts) =>
        (await hunts.ReceiveAsync(SafetyTimeout.Length)).ShouldBeOfType<HuntProtocol.Wake>().Hunt;
}
