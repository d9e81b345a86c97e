using System.Collections.Concurrent;
using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

public abstract partial class LedgerConformance
{
    [Fact]
    public async Task Claim_By8Claimers_GivesEachQueryToOne()
    {
        const int Queries = 2000;
        await AskAsync([.. Enumerable.Range(0, Queries).Select(Domain)]);
        var claims = new ConcurrentBag<Claim>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                while (await ClaimAsync(most: 7) is { Count: > 0 } some)
                {
                    some.Count.ShouldBeLessThanOrEqualTo(7);
                    foreach (var claim in some)
                    {
                        claims.Add(claim);
                    }
                }
            },
            Cancellation)));

        claims.Select(claim => claim.Ioc.Value).Order().ShouldBe(Enumerable.Range(0, Queries).Select(number => Domain(number).Value));
    }

    [Fact]
    public async Task Claim_AfterRelease_HasAHigherEpoch()
    {
        await AskAsync(Domain(1));
        var first = (await ClaimAsync()).Single();

        await Ledger.ReleaseAsync([first], Cancellation);
        var second = (await ClaimAsync()).Single();

        second.Id.ShouldBe(first.Id);
        second.Epoch.Value.ShouldBeGreaterThan(first.Epoch.Value);
    }

    [Fact]
    public async Task Claim_AfterItWasAskedAnew_HasAHigherEpoch()
    {
        await AskAsync(Domain(1));
        var first = (await ClaimAsync()).Single();
        await AnswerAsync(first, Answer.Empty.Instance);
        Pass(TimeSpan.FromHours(1));

        await AskOneAsync(OnlyFromNowOn);
        var second = (await ClaimAsync()).Single();

        second.Id.ShouldBe(first.Id);
        second.Epoch.Value.ShouldBeGreaterThan(first.Epoch.Value);
    }

    [Fact]
    public async Task Claim_AfterTheClaimerDied_ReturnsTheQueryOnceUnderAHigherEpoch()
    {
        await AskAsync(Domain(1), Domain(2));
        var first = await ClaimAsync();

        await ReopenAsync();
        var second = await ClaimAsync();

        second.Select(claim => claim.Ioc).ShouldBe([Domain(1), Domain(2)]);
        second.Min(claim => claim.Epoch.Value).ShouldBeGreaterThan(first.Max(claim => claim.Epoch.Value));
        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Claim_WithinAHunt_TakesFirstWhatWasAskedFirst()
    {
        await AskAsync(Hunt, AnyAge, Second, Domain(3));
        await AskAsync(Hunt, AnyAge, First, Domain(1), Domain(4));
        await AskAsync(Hunt, AnyAge, Second, Domain(2), Domain(5));

        var claims = new List<Claim>();
        claims.AddRange(await ClaimAsync(most: 2));
        claims.AddRange(await ClaimAsync(most: 1));
        claims.AddRange(await ClaimAsync(most: 9));

        claims.Select(claim => claim.Ioc).ShouldBe([Domain(3), Domain(1), Domain(4), Domain(2), Domain(5)]);
    }

    [Fact]
    public async Task Claim_AfterARelease_TakesTheReleasedOneFirst()
    {
        await AskAsync([.. Enumerable.Range(0, 6).Select(Domain)]);
        var claims = await ClaimAsync(most: 4);

        await Ledger.ReleaseAsync([claims[1], claims[2]], Cancellation);

        (await ClaimAsync()).Select(claim => claim.Ioc).ShouldBe([Domain(1), Domain(2), Domain(4), Domain(5)]);
    }

    [Fact]
    public async Task Claim_AQueryAskedAnew_GoesToTheEndOfTheLine()
    {
        await RecordAsync(Answer.Empty.Instance, AnyAge);
        Pass(TimeSpan.FromHours(1));

        await AskAsync(Domain(2));
        await AskOneAsync(OnlyFromNowOn);

        (await ClaimAsync()).Select(claim => claim.Ioc).ShouldBe([Domain(2), Domain(1)]);
    }

    [Fact]
    public async Task Claim_AHuntOf5BehindOneOf5000_IsServedWithinTheFirst10()
    {
        await AskAsync([.. Enumerable.Range(0, 5000).Select(Domain)]);
        await AskAsync(OtherHunt, AnyAge, First, [.. Enumerable.Range(9000, 5).Select(Domain)]);

        var claims = await ClaimAsync(most: 10);
        var rest = await ClaimAsync(most: 10);

        claims.Count(claim => string.CompareOrdinal(claim.Ioc.Value, Domain(9000).Value) >= 0).ShouldBe(5);
        rest.Select(claim => claim.Ioc).ShouldBe(Enumerable.Range(5, 10).Select(Domain));
    }

    [Fact]
    public async Task Claim_OneAtATime_TakesTurnsBetweenThreeHunts()
    {
        for (var hunt = 0; hunt < 3; hunt++)
        {
            await AskAsync(new(hunt + 10), AnyAge, First, [.. Enumerable.Range(hunt * 100, 4).Select(Domain)]);
        }

        var order = new List<Claim>();
        while (await ClaimAsync(most: 1) is [var claim])
        {
            order.Add(claim);
        }

        order.Count.ShouldBe(12);
        order.Chunk(3).Select(turn => turn.Select(claim => claim.Ioc.Value[..8]).Distinct().Count()).ShouldBe([3, 3, 3, 3]);
    }

    [Fact]
    public async Task Claim_WithSomeMost_IsSharedEvenlyBetweenHunts()
    {
        for (var hunt = 0; hunt < 3; hunt++)
        {
            await AskAsync(new(hunt + 10), AnyAge, First, [.. Enumerable.Range(hunt * 100, 20).Select(Domain)]);
        }

        var claims = await ClaimAsync(most: 30);

        claims.GroupBy(claim => claim.Hunt.Value).Select(hunt => (hunt.Key, hunt.Count())).Order().ShouldBe([(10, 10), (11, 10), (12, 10)]);
        claims.GroupBy(claim => claim.Ioc.Value[..8]).Select(hunt => hunt.Count()).ShouldBe([10, 10, 10]);
    }

    [Fact]
    public async Task Claim_AQuerySharedByTwoHunts_CountsForTheOneThatAskedFirst()
    {
        await AskAsync([.. Enumerable.Range(0, 4).Select(Domain)]);
        await AskAsync(OtherHunt, AnyAge, First, Domain(3), Domain(2), Domain(10));

        var claims = await ClaimAsync(most: 2);

        claims.Select(claim => claim.Ioc).ShouldBe([Domain(0), Domain(10)], ignoreOrder: true);
    }

    [Fact]
    public async Task Claim_ExceptAnOperation_LeavesItForOthers()
    {
        await AskAsync(Hunt, AnyAge, First, [.. Enumerable.Range(0, 3000).Select(Domain)]);
        await AskAsync(Hunt, AnyAge, Second, Domain(1), Domain(2));

        (await ClaimAsync(source: Alpha, except: First)).Select(claim => (claim.Operation, claim.Ioc)).ShouldBe([(Second, Domain(1)), (Second, Domain(2))]);
        (await ClaimAsync(source: Alpha, except: First)).ShouldBeEmpty();
        (await ClaimAsync(source: Alpha, except: Second)).Count.ShouldBe(3000);
    }

    [Fact]
    public async Task Claim_ASource_TakesOnlyItsOwnQueries()
    {
        await AskAsync(Hunt, AnyAge, First, Domain(1));
        await AskAsync(Hunt, AnyAge, OfBeta, Domain(1));

        (await ClaimAsync(source: Beta)).Single().Operation.ShouldBe(OfBeta);
        (await ClaimAsync(source: "Nobody")).ShouldBeEmpty();
        (await ClaimAsync(source: Alpha)).Single().Operation.ShouldBe(First);
    }

    [Fact]
    public async Task Claim_AnOperationThatThisProcessHasNotRegistered_LeavesIt()
    {
        await AskAsync(Hunt, AnyAge, First, Domain(1));
        await AskAsync(Hunt, AnyAge, Second, Domain(2));

        Ledger = await _store.ReopenAfterDeathAsync(Ledger);
        (await ClaimAsync()).ShouldBeEmpty();
        await Ledger.RegisterAsync([Operations[1]], Cancellation);

        (await ClaimAsync()).Single().Operation.ShouldBe(Second);
    }

    [Fact]
    public async Task Backlog_CountsOpenAndClaimedQueriesOfEachSource()
    {
        (await Ledger.BacklogAsync(Cancellation)).Values.Sum().ShouldBe(0);
        await AskAsync(Hunt, AnyAge, First, Domain(1), Domain(2), Domain(3));
        await AskAsync(OtherHunt, AnyAge, Second, Domain(1));
        await AskAsync(Hunt, AnyAge, OfBeta, Domain(1));

        var claims = await ClaimAsync(most: 2);
        await AnswerAsync(claims[0], Answer.Empty.Instance);
        await Ledger.ReleaseAsync([claims[1]], Cancellation);
        var backlog = await Ledger.BacklogAsync(Cancellation);

        backlog.GetValueOrDefault(Alpha).ShouldBe(3);
        backlog.GetValueOrDefault(Beta).ShouldBe(1);
    }
}
