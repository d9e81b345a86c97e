using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Asking;

namespace IocExplorer.Actors.Tests.Asking;

public sealed class StoppingTests : WorkersTest
{
    private static readonly Answer Found = new Answer.Found([new("T: relative", new(IocType.Domain, "a.example"))], Cut: false);

    [Fact]
    public async Task Stop_LetsWhatIsUnderWayEndAndHandsTheRestBack()
    {
        var source = new HeldSource(slots: 2);
        var pull = Start(source);
        Give(GrantOf(pull.Number, [Item(1), Item(2), Item(3)]));
        var (first, second) = (await source.NextAsync(), await source.NextAsync());

        Workers.Tell(new SourceWorkers.Stop(TimeSpan.FromHours(1)), TestActor);
        SourceThrottleProtocol.Pull[] handedBack = [PullThat(p => p.HandedBack.Count > 0)];
        first.End.SetResult(Found);
        second.End.SetResult(Found);

        await ExpectMsgAsync<SourceWorkers.Stopped>();
        Region.Ref.Tell("all pulls", TestActor);
        var pulls = Region.ReceiveWhile(message => (message as SourceThrottleProtocol.Pull)!);
        pulls[^1].InFlight.ShouldBe([]);
        pulls.SelectMany(p => p.Done).ShouldBe([QueryOf(1), QueryOf(2)], ignoreOrder: true);
        handedBack.Concat(pulls).SelectMany(p => p.HandedBack).ShouldBe([QueryOf(3)]);
        Ledger.Answers.Count.ShouldBe(2);
        source.WasStopped.ShouldBeTrue();
        source.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Stop_AfterMostOfTheGrace_CancelsAndHandsBackWhatHasNotEnded()
    {
        var source = new HeldSource();
        var pull = Start(source);
        Give(GrantOf(pull.Number, [Item(1)]));
        await source.NextAsync();
        AskForPull(withInFlight: true);

        // Between the cancelling and the last pull lies a fifth of the grace: what is cancelled must get back within it.
        Workers.Tell(new SourceWorkers.Stop(TimeSpan.FromSeconds(2)), TestActor);

        await ExpectMsgAsync<SourceWorkers.Stopped>();
        PullThat(p => p.HandedBack.Count > 0).HandedBack.ShouldBe([QueryOf(1)]);
        Ledger.Answers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stop_WithALedgerThatDoesNotReply_EndsWithTheGrace()
    {
        var source = new HeldSource();
        var never = new TaskCompletionSource();
        Ledger.Before = call => call == "record" ? never.Task : Task.CompletedTask;
        var pull = Start(source);
        Give(GrantOf(pull.Number, [Item(1)]));
        (await source.NextAsync()).End.SetResult(Found);

        Workers.Tell(new SourceWorkers.Stop(TimeSpan.FromMilliseconds(50)), TestActor);

        await ExpectMsgAsync<SourceWorkers.Stopped>();
        never.SetResult();
    }

    [Fact]
    public void Stop_WithNothingInHand_EndsAtOnce()
    {
        Start(new());

        Workers.Tell(new SourceWorkers.Stop(TimeSpan.FromHours(1)), TestActor);

        ExpectMsg<SourceWorkers.Stopped>();
    }
}
