using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

public abstract partial class LedgerConformance
{
    [Fact]
    public async Task Register_TheSameOperationAgain_GivesTheSameNumberInTheOrderGiven()
    {
        var more = await Ledger.RegisterAsync([Operations[2], new(Alpha, "first", "v2", [IocType.Domain], true), Operations[0], Operations[2]], Cancellation);

        more[0].ShouldBe(OfBeta);
        more[2].ShouldBe(First);
        more[3].ShouldBe(OfBeta);
        Ids.ShouldNotContain(more[1]);
    }

    [Fact]
    public async Task Register_ByALaterProcess_GivesTheSameNumbers()
    {
        var before = Ids;

        await ReopenAsync();

        Ids.ShouldBe(before);
    }

    [Fact]
    public async Task Ask_TheSameQueryAgain_GivesTheSameNumberAndOneClaim()
    {
        var first = await AskAsync(Domain(1));
        var again = await AskAsync(Domain(1));

        again.ShouldBe(first);
        (await ClaimAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_TheSameQueryTwiceInOneBatch_GivesTheSameNumberAndOneClaim()
    {
        var states = await AskAsync(Domain(1), Domain(2), Domain(1));

        states[2].ShouldBe(states[0]);
        states[1].Id.ShouldNotBe(states[0].Id);
        (await ClaimAsync()).Select(claim => claim.Ioc).ShouldBe([Domain(1), Domain(2)]);
    }

    [Fact]
    public async Task Ask_SameValueOfAnotherOperationOrType_IsAnotherQuery()
    {
        var value = Domain(1).Value;
        var states = await Ledger.AskAsync(
            new(Hunt, AnyAge, [new(First, new(IocType.Domain, value)), new(Second, new(IocType.Domain, value)), new(First, new(IocType.Email, value))]), Cancellation);

        states.Select(state => state.Id).Distinct().Count().ShouldBe(3);
        (await ClaimAsync()).Select(claim => (claim.Operation, claim.Ioc.Type)).ShouldBe(
            [(First, IocType.Domain), (Second, IocType.Domain), (First, IocType.Email)]);
    }

    [Fact]
    public async Task Ask_By8AskersWithOverlappingBatches_KeepsOneQueryEach()
    {
        const int Queries = 600;
        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(asker => Task.Run(
            async () =>
            {
                var random = new Random(asker);
                var seen = new List<(string Value, QueryId Id)>();
                for (var round = 0; round < 20; round++)
                {
                    var iocs = Enumerable.Range(0, 60).Select(_ => Domain(random.Next(Queries))).ToArray();
                    seen.AddRange(iocs.Select(ioc => ioc.Value).Zip((await AskAsync(iocs)).Select(state => state.Id)));
                }

                return seen;
            },
            Cancellation)));

        var ids = numbers.SelectMany(seen => seen).GroupBy(pair => pair.Value).ToList();
        ids.ShouldAllBe(group => group.Select(pair => pair.Id).Distinct().Count() == 1);
        (await ClaimAsync()).Select(claim => claim.Ioc.Value).Order().ShouldBe(ids.Select(group => group.Key).Order());
    }

    [Fact]
    public async Task Ask_10000InNoOrder_AnswersInTheOrderAsked()
    {
        var iocs = Enumerable.Range(0, 10_000).Select(Domain).ToArray();
        new Random(3).Shuffle(iocs);

        var states = await AskAsync(iocs);
        var claims = await ClaimAsync();
        (await Ledger.AnswerAsync([.. claims.Select(claim => new AnswerToClaim(claim, Found(claim.Ioc.Value)))], Cancellation)).ShouldAllBe(accepted => accepted);
        var answered = await AskAsync(iocs);

        states.Select(state => state.Id).ShouldBe(claims.Select(claim => claim.Id));
        claims.Select(claim => claim.Ioc).ShouldBe(iocs);
        answered.Select(state => ((Answer.Found)state.Answer!).Relations.Single().Target).ShouldBe(iocs);
    }

    [Fact]
    public async Task EveryCall_WithAnEmptyBatch_DoesNothing()
    {
        (await Ledger.RegisterAsync([], Cancellation)).ShouldBeEmpty();
        (await AskAsync()).ShouldBeEmpty();
        (await Ledger.ReadAsync([], AnyAge, Cancellation)).ShouldBeEmpty();
        (await Ledger.AnswerAsync([], Cancellation)).ShouldBeEmpty();
        await Ledger.ReleaseAsync([], Cancellation);
        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_AnOperationThatWasNeverRegistered_IsAnErrorAndAsksNothing()
    {
        var batch = new AskBatch(Hunt, AnyAge, [new(First, Domain(1)), new(new(4711), Domain(2))]);

        await Should.ThrowAsync<ArgumentException>(async () => await Ledger.AskAsync(batch, Cancellation));

        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_ANumberThatWasNeverGiven_IsAnError() =>
        await Should.ThrowAsync<ArgumentException>(async () => await Ledger.ReadAsync([new(4711)], AnyAge, Cancellation));

    [Fact]
    public async Task Ask_WithSuchATokenCancelled_AsksNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            async () => await Ledger.AskAsync(new(Hunt, AnyAge, [new(First, Domain(1))]), cancelled.Token));

        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_CancelledAtAnyMoment_HappenedWholeOrNotAtAll()
    {
        const int Batches = 300;
        const int Size = 5;
        var made = await Task.WhenAll(Enumerable.Range(0, Batches).Select(async batch =>
        {
            using var source = new CancellationTokenSource();
            var call = Ledger.AskAsync(
                new(Hunt, AnyAge, [.. Enumerable.Range(batch * Size, Size).Select(number => new QueryToAsk(First, Domain(number)))]), source.Token);
            await source.CancelAsync();
            try
            {
                await call;
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }));

        var claimed = (await ClaimAsync()).Select(claim => claim.Ioc).ToHashSet();
        for (var batch = 0; batch < Batches; batch++)
        {
            var happened = Enumerable.Range(batch * Size, Size).Count(number => claimed.Contains(Domain(number)));
            happened.ShouldBeOneOf(made[batch] ? [Size] : [0, Size]);
        }
    }
}
