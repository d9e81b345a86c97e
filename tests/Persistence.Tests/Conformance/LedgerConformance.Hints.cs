using System.Collections.Concurrent;
using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

public abstract partial class LedgerConformance
{
    [Fact]
    public async Task Hints_WhenQueriesAreOpened_TellTheirSourceOnly()
    {
        var alpha = new HintCounter();
        var beta = new HintCounter();
        using var first = Ledger.Hints.WhenWorkIsOpen(Alpha, alpha.Count);
        using var second = Ledger.Hints.WhenWorkIsOpen(Beta, beta.Count);

        await AskAsync(Domain(1), Domain(2));
        await alpha.ReachAsync(1, Cancellation);
        await AskAsync(Hunt, AnyAge, OfBeta, Domain(1));
        await beta.ReachAsync(1, Cancellation);

        ShouldHaveHinted(alpha, 1);
        ShouldHaveHinted(beta, 1);
    }

    [Fact]
    public async Task Hints_WhenQueriesAreSharedOrAnswered_TellNoNewWork()
    {
        var counter = new HintCounter();
        using var answered = Ledger.Hints.WhenWorkIsOpen(Alpha, counter.Count);

        await RecordAsync(Found("a"), AnyAge);
        await AskAsync(Domain(1));
        await AskAsync(Hunt, AnyAge, OfBeta, Domain(1));
        await AskAsync(Domain(2));
        await counter.ReachAsync(2, Cancellation);

        ShouldHaveHinted(counter, 2);
    }

    [Fact]
    public async Task Hints_WhenQueriesAreReleasedOrAskedAnew_TellWork()
    {
        var counter = new HintCounter();
        await AskAsync(Domain(1));
        var claims = await ClaimAsync();
        using var subscription = Ledger.Hints.WhenWorkIsOpen(Alpha, counter.Count);

        await Ledger.ReleaseAsync(claims, Cancellation);
        await counter.ReachAsync(1, Cancellation);
        await AnswerAsync((await ClaimAsync()).Single(), Failure());
        Pass(TimeSpan.FromHours(1));
        await AskOneAsync(FactsOrNewFailures);
        await counter.ReachAsync(2, Cancellation);

        ShouldHaveHinted(counter, 2);
    }

    [Fact]
    public async Task Hints_WhenAnswered_CarryTheStateThatReadingGives()
    {
        var heard = new TaskCompletionSource<IReadOnlyList<QueryState>>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = Ledger.Hints.WhenAnswered(states => heard.TrySetResult(states));
        await AskAsync(Domain(1), Domain(2));
        var claims = await ClaimAsync();

        await Ledger.AnswerAsync([new(claims[0], Found("a")), new(claims[0], Found("stale")), new(claims[1], Failure())], Cancellation);
        var states = await heard.Task.WaitAsync(Cancellation);

        states.Select(state => state.Id).ShouldBe(claims.Select(claim => claim.Id), ignoreOrder: true);
        foreach (var state in states)
        {
            var read = await ReadOneAsync(state.Id, AnyAge);
            read.Answer.ShouldNotBeNull();
            if (state.Answer is not null)
            {
                state.Answer.ShouldBeAnswer(read.Answer);
                state.AnsweredAt.ShouldBe(read.AnsweredAt);
            }
        }
    }

    [Fact]
    public async Task Hints_OfEveryAnswer_ComeUnderLoad()
    {
        const int Queries = 400;
        var heard = new ConcurrentDictionary<QueryId, bool>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = Ledger.Hints.WhenAnswered(states =>
        {
            foreach (var state in states)
            {
                heard[state.Id] = true;
            }

            if (heard.Count == Queries)
            {
                all.TrySetResult();
            }
        });
        await AskAsync([.. Enumerable.Range(0, Queries).Select(Domain)]);
        var claims = await ClaimAsync();

        await Task.WhenAll(claims.Select(claim => Task.Run(() => AnswerAsync(claim, Found("x")), Cancellation)));

        if (Ledger.Hints.AreComplete)
        {
            await all.Task.WaitAsync(Cancellation);
        }

        heard.Keys.ShouldBeSubsetOf(claims.Select(claim => claim.Id));
    }

    [Fact]
    public async Task Hints_AfterTheSubscriptionEnded_AreNotGiven()
    {
        var ended = new HintCounter();
        var still = new HintCounter();
        Ledger.Hints.WhenWorkIsOpen(Alpha, ended.Count).Dispose();
        Ledger.Hints.WhenAnswered(_ => ended.Count()).Dispose();
        using var subscription = Ledger.Hints.WhenAnswered(_ => still.Count());

        await RecordAsync(Found("a"), AnyAge);
        await still.ReachAsync(1, Cancellation);

        ended.Hints.ShouldBe(0);
    }

    /// <summary>A complete ledger hints exactly; another may hint more often, later or not at all.</summary>
    private void ShouldHaveHinted(HintCounter counter, int times)
    {
        if (Ledger.Hints.AreComplete)
        {
            counter.Hints.ShouldBe(times);
        }
    }
}
