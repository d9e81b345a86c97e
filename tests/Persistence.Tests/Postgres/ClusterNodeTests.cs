using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence.Postgres;

namespace IocExplorer.Persistence.Tests.Postgres;

/// <summary>Heartbeats, trust, death and sweeps, on a clock that the test moves: the database's and the node's own.</summary>
public sealed class ClusterNodeTests : IAsyncLifetime
{
    private static readonly Operation Operation = new("Alpha", "first", "v1", [IocType.Domain], true);
    private static readonly Freshness AnyAge = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(3);

    private readonly PostgresTestStore _database = new();
    private readonly List<string> _events = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Beat_OfTwoNodes_ShowsBothWithTheirStatus()
    {
        var one = await OpenAsync("one", status: """{"queries":3}""");
        var two = await OpenAsync("two");
        await one.RegisterAsync([(Operation, 4)], Cancellation);
        Pass(TimeSpan.FromSeconds(1));
        await one.Node.BeatAsync(Cancellation);
        Pass(TimeSpan.FromSeconds(2));
        await two.Node.BeatAsync(Cancellation);

        var seen = two.Node.Alive;

        seen.Select(node => node.Id).ShouldBe([one.Node.Id, two.Node.Id]);
        seen[0].ShouldBe(seen[0] with { Name = "one", Kind = NodeKind.Worker, Phase = NodePhase.Alive, Status = """{"queries":3}""", BeatAge = TimeSpan.FromSeconds(2), Lease = Lease });
        seen[0].Sources.ShouldBe(["Alpha"]);
        seen[1].BeatAge.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Trust_WithoutHeartbeats_EndsBeforeTheLeaseAndClaimsAreRefused()
    {
        var store = await OpenAsync("one");
        await store.RegisterAsync([(Operation, 0)], Cancellation);
        var trust = store.Node.Trust;

        Pass(TimeSpan.FromSeconds(12) - TimeSpan.FromTicks(1));
        store.Node.IsTrusted.ShouldBeTrue();
        trust.IsCancellationRequested.ShouldBeFalse();
        Pass(TimeSpan.FromTicks(1));

        store.Node.IsTrusted.ShouldBeFalse();
        trust.IsCancellationRequested.ShouldBeTrue();
        _events.ShouldBe(["one lost"]);
        (await Should.ThrowAsync<LedgerException>(async () => await store.Ledger.ClaimAsync(new("Alpha", 1, []), Cancellation)))
            .Trouble.ShouldBe(LedgerTrouble.Unavailable);
        (await store.Ledger.TakeKeyAsync("Alpha key", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Beat_AfterTrustWasLostAndNobodyTookOver_GoesOnUnderTheSameNumber()
    {
        var store = await OpenAsync("one");
        var id = store.Node.Id;
        var claim = await AskAndClaimAsync(store);
        Pass(TimeSpan.FromMinutes(1));

        await store.Node.BeatAsync(Cancellation);

        store.Node.Id.ShouldBe(id);
        store.Node.IsTrusted.ShouldBeTrue();
        store.Node.Trust.IsCancellationRequested.ShouldBeFalse();
        _events.ShouldBe(["one lost", "one regained"]);
        (await store.Ledger.AnswerAsync([new(claim, Answer.Empty.Instance)], Cancellation)).ShouldBe([true]);
    }

    [Fact]
    public async Task Beat_ThatTookLongerThanItIsGoodFor_IsTakenAndTrustsNothing()
    {
        var store = await OpenAsync("one");
        store.Node.Status = () =>
        {
            Pass(Lease);
            return "";
        };

        await store.Node.BeatAsync(Cancellation);
        store.Node.IsTrusted.ShouldBeFalse();
        Pass(TimeSpan.Zero);

        _events.ShouldBe(["one lost", "one regained", "one lost"]);
        store.Node.Trust.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task Beat_OfANodeThatWasFoundDead_TakesANewNumberAndItsLateWritesAreRefused()
    {
        var one = await OpenAsync("one");
        var two = await OpenAsync("two");
        var old = one.Node.Id;
        var claim = await AskAndClaimAsync(one);
        var key = (await one.Ledger.TakeKeyAsync("Alpha key", Cancellation))!;
        await two.RegisterAsync([(Operation, 0)], Cancellation);

        await BeatForAsync(two, Lease + Heartbeat);

        // It knows nothing of it yet, and does no harm.
        (await one.Ledger.AnswerAsync([new(claim, Answer.Empty.Instance)], Cancellation)).ShouldBe([false]);
        (await one.Ledger.SpendAsync(key, "9", Cancellation)).ShouldBeFalse();
        var current = (await two.Ledger.ClaimAsync(new("Alpha", 5, []), Cancellation)).Single();
        await one.Node.BeatAsync(Cancellation);

        one.Node.Id.ShouldNotBe(old);
        _events.ShouldBe(["one lost", $"one changed to {one.Node.Id.Value}"]);
        one.Node.IsTrusted.ShouldBeTrue();
        (await one.Ledger.AnswerAsync([new(claim, Answer.Empty.Instance), new(current, Answer.Empty.Instance)], Cancellation)).ShouldBe([false, false]);
        (await two.Ledger.AnswerAsync([new(current, Answer.Empty.Instance)], Cancellation)).ShouldBe([true]);

        // What it offers, it offers under the new number too.
        await two.Node.BeatAsync(Cancellation);
        two.Node.Alive.Single(node => node.Id == one.Node.Id).Sources.ShouldBe(["Alpha"]);
    }

    [Fact]
    public async Task Sweep_ANodeWithinItsLease_LeavesItAlone()
    {
        var one = await OpenAsync("one");
        var two = await OpenAsync("two");
        await BeatForAsync(two, Lease);

        two.Node.Alive.Select(node => node.Id).ShouldBe([one.Node.Id, two.Node.Id]);
        (await two.Node.SweepAsync(isTidying: false, Cancellation)).ShouldBe(new(0, 0, 0));
        Pass(TimeSpan.FromMilliseconds(1));
        await two.Node.BeatAsync(Cancellation);
        await two.Node.BeatAsync(Cancellation);

        two.Node.Alive.Select(node => node.Id).ShouldBe([two.Node.Id]);
    }

    [Fact]
    public async Task Sweep_AfterAnOutageOfTheDatabase_DeclaresNobodyDead()
    {
        var one = await OpenAsync("one");
        var two = await OpenAsync("two");
        await BeatForAsync(two, Lease * 2, one);

        // Nobody can reach the database for two minutes; one of them comes back first.
        Pass(TimeSpan.FromMinutes(2));
        await two.Node.BeatAsync(Cancellation);
        (await two.Node.SweepAsync(isTidying: true, Cancellation)).ShouldBe(new(0, 0, 0));
        await BeatForAsync(two, Lease - Heartbeat);
        (await two.Node.SweepAsync(isTidying: true, Cancellation)).ShouldBe(new(0, 0, 0));

        var id = one.Node.Id;
        await one.Node.BeatAsync(Cancellation);
        one.Node.Id.ShouldBe(id);
    }

    [Fact]
    public async Task Sweep_ByANodeThatHasJustStarted_DeclaresNobodyDead()
    {
        await OpenAsync("one");
        Pass(Lease * 10);
        var two = await OpenAsync("two");

        (await two.Node.SweepAsync(isTidying: true, Cancellation)).Dead.ShouldBe(0);
        await BeatForAsync(two, Lease);
        (await two.Node.SweepAsync(isTidying: true, Cancellation)).Dead.ShouldBe(0);

        // The heartbeat at which it became steady has found it.
        two.Node.Alive.Count(node => node.Phase == NodePhase.Alive).ShouldBe(2);
        await two.Node.BeatAsync(Cancellation);
        two.Node.Alive.Select(node => node.Id).ShouldBe([two.Node.Id]);
    }

    [Fact]
    public async Task Sweep_AClaimThatALivingNodeForgot_OpensItAgainAfterAnHour()
    {
        var store = await OpenAsync("one");
        var claim = await AskAndClaimAsync(store);

        Pass(TimeSpan.FromHours(1));
        await store.Node.BeatAsync(Cancellation);
        (await store.Node.SweepAsync(isTidying: true, Cancellation)).Overdue.ShouldBe(0);
        Pass(TimeSpan.FromMilliseconds(1));
        (await store.Node.SweepAsync(isTidying: true, Cancellation)).Overdue.ShouldBe(1);

        (await store.Ledger.AnswerAsync([new(claim, Answer.Empty.Instance)], Cancellation)).ShouldBe([false]);
        (await store.Ledger.ClaimAsync(new("Alpha", 5, []), Cancellation)).Single().Id.ShouldBe(claim.Id);
    }

    [Fact]
    public async Task Sweep_WorkWhoseLineIsMissing_MakesTheLine()
    {
        var store = await OpenAsync("one");
        await store.Ledger.ReleaseAsync([await AskAndClaimAsync(store)], Cancellation);
        await _database.ExecuteAsync("DELETE FROM lines");
        (await store.Ledger.ClaimAsync(new("Alpha", 5, []), Cancellation)).ShouldBeEmpty();

        await store.Node.SweepAsync(isTidying: true, Cancellation);

        (await store.Ledger.ClaimAsync(new("Alpha", 5, []), Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sweep_RowsThatEndedADayAgo_ForgetsThem()
    {
        var one = await OpenAsync("one");
        await one.RegisterAsync([(Operation, 0)], Cancellation);
        await one.DisposeAsync();
        var two = await OpenAsync("two");

        Pass(TimeSpan.FromDays(1));
        await two.Node.SweepAsync(isTidying: true, Cancellation);
        (await _database.ExecuteAsync("SELECT count(*) FROM nodes")).ShouldBe(2L);
        Pass(TimeSpan.FromMilliseconds(1));
        await two.Node.SweepAsync(isTidying: true, Cancellation);

        (await _database.ExecuteAsync("SELECT count(*) FROM nodes")).ShouldBe(1L);
    }

    [Fact]
    public async Task End_InOrder_FreesAtOnceWhatTheNodeHad()
    {
        var one = await OpenAsync("one");
        var two = await OpenAsync("two");
        var claim = await AskAndClaimAsync(one);
        await one.Ledger.TakeKeyAsync("Alpha key", Cancellation);
        await two.RegisterAsync([(Operation, 0)], Cancellation);
        var trust = one.Node.Trust;

        await one.DisposeAsync();

        // Nothing is trusted any more, and nothing was lost.
        (one.Node.IsTrusted, trust.IsCancellationRequested).ShouldBe((false, true));
        _events.ShouldBeEmpty();
        (await two.Ledger.ClaimAsync(new("Alpha", 5, []), Cancellation)).Single().Id.ShouldBe(claim.Id);
        (await two.Ledger.TakeKeyAsync("Alpha key", Cancellation)).ShouldNotBeNull();
        await two.Node.BeatAsync(Cancellation);
        two.Node.Alive.Select(node => node.Id).ShouldBe([two.Node.Id]);
    }

    [Fact]
    public async Task Drain_TakesNothingNewAndKeepsWhatItHas()
    {
        var one = await OpenAsync("one");
        var two = await OpenAsync("two");
        var claim = await AskAndClaimAsync(one);
        (await two.OffersAsync(Cancellation)).Count.ShouldBe(1);

        await one.Node.DrainAsync(Cancellation);
        await one.Ledger.AskAsync(new(new(1), AnyAge, [new(claim.Operation, new(IocType.Domain, "b.example"))]), Cancellation);

        (await one.Ledger.ClaimAsync(new("Alpha", 5, []), Cancellation)).ShouldBeEmpty();
        (await one.Ledger.TakeKeyAsync("Alpha key", Cancellation)).ShouldBeNull();
        (await one.Ledger.AnswerAsync([new(claim, Answer.Empty.Instance)], Cancellation)).ShouldBe([true]);
        (await two.OffersAsync(Cancellation)).ShouldBeEmpty();
        await two.Node.BeatAsync(Cancellation);
        two.Node.Alive[0].Phase.ShouldBe(NodePhase.Draining);
    }

    [Fact]
    public async Task GiveBack_AClaimWhoseReplyWasLost_OpensItWithTheNextHeartbeat()
    {
        var store = await OpenAsync("one");
        var claim = await AskAndClaimAsync(store);
        (await store.Ledger.ClaimAsync(new("Alpha", 5, []), Cancellation)).ShouldBeEmpty();

        store.Node.GiveBack((long)(await _database.ExecuteAsync("SELECT call FROM work"))!);
        await store.Node.BeatAsync(Cancellation);

        (await store.Ledger.ClaimAsync(new("Alpha", 5, []), Cancellation)).Single().Epoch.Value.ShouldBeGreaterThan(claim.Epoch.Value);
    }

    [Fact]
    public async Task Offers_OfLiveWorkers_StandInTreeOrderAndMakeACatalogue()
    {
        var one = await OpenAsync("one");
        var two = await OpenAsync("two");
        var more = Operation with { Name = "more", Accepts = [IocType.File, IocType.Email], LeavesTheHouse = false };
        await one.RegisterAsync([(Operation, 7), (more, 3)], Cancellation);
        await two.RegisterAsync([(Operation, 7)], Cancellation);

        var offers = await two.OffersAsync(Cancellation);
        var catalogue = await two.CatalogueAsync([.. offers.Select(offer => offer.Id)], Cancellation);

        offers.Select(offer => (offer.Operation.Key, offer.Position)).ShouldBe([(more.Key, 3), (Operation.Key, 7)]);
        catalogue.InTreeOrder.Select(entry => entry.Id).ShouldBe(offers.Select(offer => offer.Id));
        catalogue[offers[0].Id].Accepts.ShouldBe([IocType.File, IocType.Email]);
        catalogue[offers[0].Id].LeavesTheHouse.ShouldBeFalse();
        await Should.ThrowAsync<ArgumentException>(() => two.CatalogueAsync([new(4711)], Cancellation));
    }

    [Fact]
    public async Task Catalogue_OfOperationsOfSeveralWorkers_IsClearedForWhatAllOfThemAre()
    {
        var one = await OpenAsync("one");
        var two = await OpenAsync("two");
        var more = Operation with { Name = "more" };
        var ids = await one.RegisterAsync([(Operation with { ClearedFor = SharingLevel.Amber }, 0), (more with { ClearedFor = SharingLevel.Green }, 1)], Cancellation);
        await two.RegisterAsync([(Operation with { ClearedFor = SharingLevel.Green }, 0)], Cancellation);

        (await LevelsAsync()).ShouldBe([SharingLevel.Green, SharingLevel.Green]);
        await two.DisposeAsync();
        (await LevelsAsync()).ShouldBe([SharingLevel.Amber, SharingLevel.Green]);

        async Task<IEnumerable<SharingLevel>> LevelsAsync() =>
            (await one.CatalogueAsync(ids, Cancellation)).InTreeOrder.Select(entry => entry.Operation.ClearedFor);
    }

    private static async Task<Claim> AskAndClaimAsync(PostgresStore store)
    {
        var id = (await store.RegisterAsync([(Operation, 0)], Cancellation)).Single();
        await store.Ledger.AskAsync(new(new(1), AnyAge, [new(id, new(IocType.Domain, "a.example"))]), Cancellation);
        return (await store.Ledger.ClaimAsync(new("Alpha", 5, []), Cancellation)).Single();
    }

    /// <summary>A heartbeat at every interval until so much time has passed; the others are silent but for those named.</summary>
    private async Task BeatForAsync(PostgresStore store, TimeSpan time, params PostgresStore[] others)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Heartbeat)
        {
            Pass(Heartbeat);
            await store.Node.BeatAsync(Cancellation);
            foreach (var other in others)
            {
                await other.Node.BeatAsync(Cancellation);
            }
        }
    }

    private void Pass(TimeSpan time) => _database.Time.Advance(time);

    private async Task<PostgresStore> OpenAsync(string name, string status = "")
    {
        // Hints have a real clock of their own in other tests; here nothing but the test moves.
        var store = await _database.OpenStoreAsync(await _database.OptionsAsync() with { Name = name, Time = _database.Time, Lease = Lease, Heartbeat = Heartbeat });
        store.Node.Status = () => status;
        store.Node.Lost += () => _events.Add($"{name} lost");
        store.Node.Regained += () => _events.Add($"{name} regained");
        store.Node.Changed += id => _events.Add($"{name} changed to {id.Value}");
        return store;
    }
}
