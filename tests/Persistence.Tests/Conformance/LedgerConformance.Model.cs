using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

public abstract partial class LedgerConformance
{
    /// <summary>How many sequences are tried; fewer where a store is a database of its own.</summary>
    private protected virtual int ModelRuns => 60;

    [Fact]
    public void AnySequenceOfCalls_DoesWhatTheContractSays()
    {
        var step = from kind in Gen.Frequency(
                       (6, Gen.Constant(LedgerStepKind.Ask)), (5, Gen.Constant(LedgerStepKind.Claim)), (5, Gen.Constant(LedgerStepKind.Answer)),
                       (2, Gen.Constant(LedgerStepKind.Release)), (2, Gen.Constant(LedgerStepKind.Pass)), (1, Gen.Constant(LedgerStepKind.Reopen)))
                   from a in Gen.Choose(0, 999)
                   from b in Gen.Choose(0, 999)
                   from c in Gen.Choose(0, 999)
                   select new LedgerStep(kind, a, b, c);
        var steps = Arb.From(step.ArrayOf(60), all => Enumerable.Range(0, all.Length).Select(left => all.Where((_, at) => at != left).ToArray()));

        Prop.ForAll(steps, all => RunModelAsync(all).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(ModelRuns).WithEndSize(60));
    }

    private async Task<bool> RunModelAsync(LedgerStep[] steps)
    {
        // A run begins with an empty store of its own.
        await DisposeAsync();
        await InitializeAsync();
        var model = new LedgerModel();
        var stale = new List<Claim>();
        foreach (var step in steps)
        {
            await (step.Kind switch
            {
                LedgerStepKind.Ask => ModelAskAsync(model, step),
                LedgerStepKind.Claim => ModelClaimAsync(model, step),
                LedgerStepKind.Answer => ModelAnswerAsync(model, step, stale),
                LedgerStepKind.Release => ModelReleaseAsync(model, step, stale),
                LedgerStepKind.Pass => Task.Run(() => Pass(TimeSpan.FromMilliseconds(step.A))),
                _ => ModelReopenAsync(model, stale),
            });
            await ShouldAgreeAsync(model);
        }

        return true;
    }

    private async Task ModelAskAsync(LedgerModel model, LedgerStep step)
    {
        var hunt = new HuntId(step.A % 3);
        var now = Time.GetUtcNow();
        var freshness = new Freshness(now.AddMilliseconds(-step.B * 3), now.AddMilliseconds(-step.C * 3));
        var random = new Random((step.A * 1000) + step.B);
        var keys = Enumerable.Range(0, 1 + (step.C % 6)).Select(_ => new QueryToAsk(Ids[random.Next(3)], Domain(random.Next(6)))).ToList();

        var states = await Ledger.AskAsync(new(hunt, freshness, keys), Cancellation);

        foreach (var (key, state) in keys.Zip(states))
        {
            var (answer, at) = model.Ask(hunt, freshness, key, state.Id);
            state.Answer.ShouldBeAnswer(answer);
            state.AnsweredAt.ShouldBe(at);
        }
    }

    private async Task ModelClaimAsync(LedgerModel model, LedgerStep step)
    {
        var most = 1 + (step.A % 5);
        OperationId[] except = (step.B % 4) switch { 0 => [First], 1 => [Second], _ => [] };
        var source = step.C % 4 == 0 ? Beta : Alpha;
        var could = model.Waiting.Where(query => (query.Key.Operation == OfBeta) == (source == Beta) && !except.Contains(query.Key.Operation)).ToList();

        var claims = await ClaimAsync(most, source, except);

        claims.Count.ShouldBe(Math.Min(most, could.Count));
        var taken = claims.Select(claim => model.Find(claim.Id)).ToList();
        foreach (var (query, claim) in taken.Zip(claims))
        {
            could.ShouldContain(query);
            new QueryToAsk(claim.Operation, claim.Ioc).ShouldBe(query.Key);
            claim.Epoch.Value.ShouldBeGreaterThan(query.NewestEpoch.Value);
            (query.Claim, query.NewestEpoch) = (claim, claim.Epoch);
        }

        // Within a hunt, first asked first; between hunts, nobody gets two more than one who is still waiting.
        foreach (var hunt in could.GroupBy(query => query.Hunt))
        {
            var served = taken.Where(query => query.Hunt == hunt.Key).ToList();
            served.ShouldBe(hunt.Take(served.Count));
            if (served.Count < hunt.Count())
            {
                taken.GroupBy(query => query.Hunt).Max(other => other.Count()).ShouldBeLessThanOrEqualTo(served.Count + 1);
            }
        }
    }

    private async Task ModelAnswerAsync(LedgerModel model, LedgerStep step, List<Claim> stale)
    {
        var claims = model.Claimed.Take(step.A % 4).Select(query => query.Claim!.Value).Concat(stale.Take(step.B % 2)).ToList();
        Answer answer = (step.C % 4) switch
        {
            0 => Answer.Empty.Instance,
            1 => Failure($"HTTP {step.B}"),
            _ => new Answer.Found([new($"label {step.A}", Domain(step.B)), new($"label {step.A}", Domain(step.C))], step.B % 2 == 0),
        };

        var accepted = await Ledger.AnswerAsync([.. claims.Select(claim => new AnswerToClaim(claim, answer))], Cancellation);

        accepted.ShouldBe(claims.Select(claim => model.Find(claim.Id).Claim == claim));
        foreach (var claim in claims.Where(claim => model.Find(claim.Id).Claim == claim).ToList())
        {
            model.Find(claim.Id).Record(answer, Time.GetUtcNow());
            stale.Insert(0, claim);
        }
    }

    private async Task ModelReleaseAsync(LedgerModel model, LedgerStep step, List<Claim> stale)
    {
        var claims = model.Claimed.Skip(step.B % 3).Take(step.A % 4).Select(query => query.Claim!.Value).Concat(stale.Take(step.C % 2)).ToList();

        await Ledger.ReleaseAsync(claims, Cancellation);

        foreach (var claim in claims.Where(claim => model.Find(claim.Id).Claim == claim).ToList())
        {
            model.Find(claim.Id).Claim = null;
            stale.Insert(0, claim);
        }
    }

    private async Task ModelReopenAsync(LedgerModel model, List<Claim> stale)
    {
        stale.InsertRange(0, model.Claimed.Select(query => query.Claim!.Value));
        await ReopenAsync();
        model.Die();
    }

    private async Task ShouldAgreeAsync(LedgerModel model)
    {
        var now = Time.GetUtcNow();
        foreach (var freshness in new[] { AnyAge, new Freshness(now, DateTimeOffset.UnixEpoch), new Freshness(now.AddMilliseconds(-500), now) })
        {
            var queries = model.All.ToList();
            var states = await Ledger.ReadAsync([.. queries.Select(query => query.Id)], freshness, Cancellation);
            foreach (var (query, state) in queries.Zip(states))
            {
                var (answer, at) = query.Standing(freshness);
                state.Id.ShouldBe(query.Id);
                state.Answer.ShouldBeAnswer(answer);
                state.AnsweredAt.ShouldBe(at);
            }
        }

        (await Ledger.BacklogAsync(Cancellation)).Values.Sum().ShouldBe(model.All.Count(query => query.IsOpen));
    }
}
