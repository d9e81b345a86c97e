using Akka.Actor;
using IocExplorer.Coordinator.Api;
using IocExplorer.Hosting.Engine;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;
using IocExplorer.Testing;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>The way of the API to the supervisors of hunts.</summary>
public sealed class HuntCommandsTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly HuntId Hunt = new(7);

    private readonly FakeTime _time = new();
    private readonly List<ActorSystem> _systems = [];

    public async ValueTask DisposeAsync() => await Task.WhenAll(_systems.Select(system => system.Terminate()));

    [Fact]
    public async Task Command_IsTrueWhenItIsDone_AndFalseWhenItIsRefused()
    {
        var (region, told) = Region(command => command is HuntProtocol.Pause ? new HuntProtocol.Done(Hunt) : new HuntProtocol.Refused(Hunt));
        var commands = Create(() => region);

        (await commands.SendAsync(new HuntProtocol.Pause(Hunt), Cancellation)).ShouldBeTrue();
        (await commands.SendAsync(new HuntProtocol.Resume(Hunt), Cancellation)).ShouldBeFalse();

        told().ShouldBe([new HuntProtocol.Pause(Hunt), new HuntProtocol.Resume(Hunt)]);
    }

    [Fact]
    public async Task SupervisorThatDoesNotAnswer_IsUnavailable_WhenPatienceEnds()
    {
        var (region, _) = Region(_ => null);

        var pause = Create(() => region).SendAsync(new HuntProtocol.Pause(Hunt), Cancellation);
        await _time.WaitForTimersAsync(1).InTime();
        _time.Advance(Patience);

        var silence = await Should.ThrowAsync<LedgerException>(() => pause.InTime());
        silence.Kind.ShouldBe(LedgerErrorKind.Unavailable);
        silence.Message.ShouldBe("The supervisor of hunt 7 did not answer within 30 s: its node may have died. Try again.");
    }

    [Fact]
    public async Task NodeThatIsNoMemberInTime_IsUnavailable()
    {
        var commands = new HuntCommands(cancellation => new TaskCompletionSource<IActorRef>().Task.WaitAsync(cancellation), Patience, _time);

        var pause = commands.SendAsync(new HuntProtocol.Pause(Hunt), Cancellation);
        await _time.WaitForTimersAsync(1).InTime();
        _time.Advance(Patience);

        (await Should.ThrowAsync<LedgerException>(() => pause.InTime())).Kind.ShouldBe(LedgerErrorKind.Unavailable);
    }

    [Fact]
    public async Task WhoeverGoesAway_IsNotToldOfSilence()
    {
        var (region, _) = Region(_ => null);
        using var leaving = new CancellationTokenSource();

        var pause = Create(() => region).SendAsync(new HuntProtocol.Pause(Hunt), leaving.Token);
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => pause.InTime());
    }

    [Fact]
    public async Task ActorSystemThatTookThePlaceOfAnother_IsTheOneThatIsTold()
    {
        var (old, toldOld) = Region(_ => new HuntProtocol.Done(Hunt));
        var (newer, toldNewer) = Region(_ => new HuntProtocol.Done(Hunt));
        var region = old;
        var commands = Create(() => region);
        await commands.SendAsync(new HuntProtocol.Pause(Hunt), Cancellation);

        region = newer;
        await _systems[0].Terminate();
        (await commands.SendAsync(new HuntProtocol.Resume(Hunt), Cancellation)).ShouldBeTrue();

        toldOld().ShouldBe([new HuntProtocol.Pause(Hunt)]);
        toldNewer().ShouldBe([new HuntProtocol.Resume(Hunt)]);
    }

    [Fact]
    public async Task Wake_DoesNotWait_AndIsHeardWhenThereIsARegion()
    {
        var heard = new TaskCompletionSource();
        var (region, told) = Region(_ =>
        {
            heard.SetResult();
            return null;
        });
        var member = new TaskCompletionSource<IActorRef>();

        new HuntCommands(_ => member.Task, Patience, _time).Wake(Hunt);
        told().ShouldBeEmpty();
        member.SetResult(region);
        await heard.Task.InTime();

        told().ShouldBe([new HuntProtocol.Wake(Hunt)]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HuntCommands Create(Func<IActorRef> region) => new(_ => Task.FromResult(region()), Patience, _time);

    /// <summary>Something in the place of a shard region, in an ActorSystem of its own.</summary>
    private (IActorRef Region, Func<IReadOnlyList<object>> Told) Region(Func<object, object?> answer)
    {
        var system = EmbeddedEngine.Create(JournalConfig.Embedded("never-opened.db"));
        _systems.Add(system);
        var gate = new Lock();
        var told = new List<object>();
        Func<object, object?> take = message =>
        {
            lock (gate)
            {
                told.Add(message);
            }

            return answer(message);
        };
        return (system.ActorOf(Props.Create(() => new Answering(take))), Told);

        IReadOnlyList<object> Told()
        {
            lock (gate)
            {
                return [.. told];
            }
        }
    }

    private sealed class Answering(Func<object, object?> answer) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (answer(message) is { } reply)
            {
                Sender.Tell(reply, Self);
            }
        }
    }
}
