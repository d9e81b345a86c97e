using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;
using IocExplorer.Testing;

namespace IocExplorer.Actors.Tests.Asking;

public sealed class AnswerWriterTests : WorkersTest
{
    private static readonly Answer Found = new Answer.Found([new("T: relative", new(IocType.Domain, "a.example"))], Cut: false);

    [Fact]
    public async Task AnswersThatComeTogether_AreWrittenTogether()
    {
        var source = new HeldSource(slots: 64);
        var first = new TaskCompletionSource();
        var calls = 0;
        Ledger.Before = call => call == "record" && ++calls == 1 ? first.Task : Task.CompletedTask;
        var pull = Start(source);
        Give(GrantOf(pull.Number, [.. Enumerable.Range(1, 64).Select(i => Item(i))]));
        for (var i = 0; i < 64; i++)
        {
            (await source.NextAsync()).End.SetResult(Found);
        }

        // A pull comes behind all that the worker counts: then all of it lies with the writer.
        await AwaitAssertAsync(() => Status.Progress()[0].Found.ShouldBe(64));
        AskForPull(withInFlight: true);
        first.SetResult();
        await AwaitAssertAsync(() => Ledger.Answers.Count.ShouldBe(64));

        Ledger.Batches.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ALedgerThatGoesAway_LosesNoAnswerAndIsToldOnce()
    {
        var source = new HeldSource();
        var tries = 0;
        Ledger.Before = call => call == "record" && ++tries < 5
            ? throw new LedgerException("The disk is full.", LedgerErrorKind.Unavailable)
            : Task.CompletedTask;
        var pull = Start(source, options => options with { LedgerPause = TimeSpan.FromMilliseconds(1) });
        Give(GrantOf(pull.Number, [Item(1), Item(2)]));

        (await source.NextAsync()).End.SetResult(Found);
        (await source.NextAsync()).End.SetResult(Answer.Empty.Instance);

        var told = NextAnswers().Queries;
        (told.Count == 2 ? told : [.. told, .. NextAnswers().Queries]).Count.ShouldBe(2);
        Notices.ShouldBe(["The disk is full. Trying again until it works; nothing is lost.", "The ledger works again."]);
    }

    [Fact]
    public async Task AWriterThatCrashes_LosesNothing()
    {
        var source = new HeldSource();
        var tries = 0;
        Ledger.Before = call => call == "record" && ++tries == 1 ? throw new InvalidOperationException("A fault.") : Task.CompletedTask;
        var pull = Start(source);
        Give(GrantOf(pull.Number, [Item(1)]));

        (await source.NextAsync()).End.SetResult(Found);

        NextAnswers().Queries.ShouldHaveSingleItem();
        PullThat(p => p.Done.Count > 0).Done.ShouldBe([QueryOf(1)]);
        Crashes.ShouldBe([("writer", false)]);
    }

    [Fact]
    public async Task AWriterThatIsGivenUp_FailsTheRun()
    {
        var source = new HeldSource();
        Ledger.Before = call => call == "record" ? throw new LedgerException("Not a ledger.", LedgerErrorKind.Unusable) : Task.CompletedTask;
        var pull = Start(source, options => options with { RestartPause = TimeSpan.FromMilliseconds(1) });
        Give(GrantOf(pull.Number, [Item(1)]));

        (await source.NextAsync()).End.SetResult(Found);

        var failure = await Should.ThrowAsync<LedgerException>(() => Status.Failed.InTimeAsync("giving up", "the writer", "a failure"));
        failure.Message.ShouldBe("Not a ledger.");
        Crashes.Count(c => c.IsGivenUp).ShouldBe(1);
    }

    [Fact]
    public async Task EveryBrokerThatTheWorkNames_IsTold()
    {
        var source = new HeldSource();
        var other = CreateTestProbe();
        var pull = Start(source);
        Give(GrantOf(pull.Number, [Item(1) with { Brokers = [Broker, other] }]));

        (await source.NextAsync()).End.SetResult(Found);

        NextAnswers().Queries.ShouldHaveSingleItem();
        (await other.ExpectMsgAsync<QueryBrokerProtocol.Answered>()).Queries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AnAnswerThatIsTooLarge_IsLookedUpAndNotSent()
    {
        var source = new HeldSource();
        var large = new Answer.Found([.. Enumerable.Range(0, 2_000).Select(i => new Relation("T: relative", Domain(i)))], Cut: false);
        var pull = Start(source);
        Give(GrantOf(pull.Number, [Item(1)]));

        (await source.NextAsync()).End.SetResult(large);

        NextAnswers().Queries.ShouldBe([new(QueryOf(1), null)]);
        Ledger.Answers[QueryOf(1)].Answer.ShouldBe(large);
    }

    [Fact]
    public void ManyAnswers_AreCutIntoBatchesThatFit()
    {
        var middling = new Answer.Found([.. Enumerable.Range(0, 500).Select(i => new Relation("T: relative", Domain(i)))], Cut: false);
        foreach (var i in Enumerable.Range(1, 10))
        {
            Ledger.Answers[QueryOf(i)] = new(middling, MemoryLedger.Now);
        }

        var pull = Start(new(slots: 16));
        Give(GrantOf(pull.Number, [.. Enumerable.Range(1, 10).Select(i => Item(i))]));

        var batches = Broker.ReceiveN(5).Cast<QueryBrokerProtocol.Answered>().ToList();
        batches.ShouldAllBe(b => b.Queries.Count == 2);
        batches.SelectMany(b => b.Queries).ShouldAllBe(q => q.Answer != null);
    }
}
