using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Actors.Tests.Asking;

/// <summary>Faults of ours cost nothing that was granted: what is in hand outlives the actor that holds it.</summary>
public sealed class WorkerCrashTests : WorkersTest
{
    private static readonly Answer Found = new Answer.Found([new("T: relative", new(IocType.Domain, "a.example"))], Cut: false);

    [Fact]
    public async Task AWorkerThatCrashes_GoesOnWithWhatItHadAndAsksNothingTwice()
    {
        var source = new HeldSource();
        var pull = Start(source);
        Give(GrantOf(pull.Number, [Item(1)]));
        var first = await source.NextAsync();
        var tries = 0;
        Ledger.Before = call => call == "look up" && ++tries == 1 ? throw new InvalidOperationException("A fault.") : Task.CompletedTask;

        Give(GrantOf(pull.Number, [Item(2)]));

        var second = await source.NextAsync();
        Crashes.ShouldHaveSingleItem().IsGivenUp.ShouldBeFalse();
        Crashes.Single().Who.ShouldContain("TestSource");
        AskForPull(withInFlight: true).InFlight.ShouldBe([QueryOf(1), QueryOf(2)], ignoreOrder: true);
        first.End.SetResult(Found);
        second.End.SetResult(Found);
        NextAnswers();
        await AwaitAssertAsync(() => Ledger.Answers.Count.ShouldBe(2));
        source.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task AQueryThatTripsOverAFaultOfOurs_IsNotAnsweredAndStopsNobody()
    {
        var source = new HeldSource();
        var pull = Start(source);
        Give(GrantOf(pull.Number, [Item(1)]));

        (await source.NextAsync()).End.SetException(new InvalidOperationException("A fault."));

        NextAnswers().Queries[0].Answer!.Value.Answer.ShouldBe(new Answer.NotAnswered(
            NotAnsweredReason.Failed, "IOC Explorer failed on this query (InvalidOperationException); please report it"));
        Crashes.ShouldHaveSingleItem().Who.ShouldBe("a query of TestSource");
    }

    [Fact]
    public async Task AWorkerThatCrashesOverAnAnswer_TakesItInOnceMore()
    {
        var source = new HeldSource();
        var answers = 0;
        var pull = Start(source, options => options with { Answered = (_, _, _) => _ = ++answers == 1 ? throw new InvalidOperationException("A fault.") : 0 });
        Give(GrantOf(pull.Number, [Item(1)]));

        (await source.NextAsync()).End.SetResult(Found);

        NextAnswers().Queries.ShouldHaveSingleItem().Query.ShouldBe(QueryOf(1));
        Crashes.ShouldHaveSingleItem().IsGivenUp.ShouldBeFalse();
        PullThat(p => p.Done.Contains(QueryOf(1)));
        AskForPull(withInFlight: true).InFlight.ShouldBeEmpty();
    }

    [Fact]
    public async Task AWorkerThatCrashesOverALookUp_LooksUpOnceMore()
    {
        var source = new HeldSource();
        var tries = 0;
        var pull = Start(source, options => options with { Notify = notice => _ = notice.IsError ? 0 : throw new InvalidOperationException("A fault.") });
        Ledger.Before = call => call == "look up" && ++tries == 1 ? throw new LedgerException("Away.", LedgerErrorKind.Unavailable) : Task.CompletedTask;

        Give(GrantOf(pull.Number, [Item(1), Item(2)]));

        new[] { (await source.NextAsync()).Ioc, (await source.NextAsync()).Ioc }.ShouldBe([Domain(1), Domain(2)], ignoreOrder: true);
        Crashes.ShouldHaveSingleItem().Who.ShouldContain("TestSource");
        Ledger.LookUps.Count.ShouldBe(3);
    }

    [Fact]
    public async Task AWriterThatCrashesOverABatchThatIsRecorded_TellsOfItAfterAll()
    {
        var source = new HeldSource();
        var tries = 0;
        var pull = Start(source, options => options with { Notify = notice => _ = notice.IsError ? 0 : throw new InvalidOperationException("A fault.") });
        Ledger.Before = call => call == "record" && ++tries == 1 ? throw new LedgerException("Away.", LedgerErrorKind.Unavailable) : Task.CompletedTask;
        Give(GrantOf(pull.Number, [Item(1)]));

        (await source.NextAsync()).End.SetResult(Found);

        NextAnswers().Queries.ShouldHaveSingleItem().Query.ShouldBe(QueryOf(1));
        Crashes.ShouldHaveSingleItem().Who.ShouldBe("writer");
        PullThat(p => p.Done.Contains(QueryOf(1)));
    }
}
