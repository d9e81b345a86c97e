using IocExplorer.Coordinator.Supervising;
using IocExplorer.Hosting.Nodes;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;
using IocExplorer.Testing.Postgres;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Supervising;

/// <summary>The hunts of a service as their supervisors have them, on a real database.</summary>
public sealed class DatabaseHuntStoreTests : IAsyncLifetime
{
    private readonly OfferDirectory _offers = new();
    private string _connection = "";
    private PostgresStore _database = null!;
    private DatabaseHuntStore _store = null!;
    private IReadOnlyList<OperationId> _operations = [];

    public async ValueTask InitializeAsync()
    {
        _connection = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        _database = await PostgresStore.OpenAsync(new() { ConnectionString = _connection, Name = "tests" }, Cancellation);
        _store = new(_database, _offers);
        _operations = await _database.Ledger.RegisterAsync([.. OriginalCatalogue.InTreeOrder.Select(o => o.Operation)], Cancellation);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task HuntThatIsNone_IsNull() => (await _store.LoadAsync(new(4711), Cancellation)).ShouldBeNull();

    [Fact]
    public async Task Hunt_WhileNobodyOffersAnything_HasNoPlan()
    {
        var hunt = await HuntOnDatabase.SubmitAsync(_database, "a.com", "b.com");

        (await _store.LoadAsync(hunt, Cancellation)).ShouldBe(new(2, null));
    }

    [Fact]
    public async Task Plan_IsWhatWasOfferedFirst_WhateverIsOfferedLater_AndOnWhateverNode()
    {
        var hunt = await HuntOnDatabase.SubmitAsync(_database, "a.com");
        Offer((0, SharingLevel.Amber), (5, SharingLevel.Green));

        var first = (await _store.LoadAsync(hunt, Cancellation))!.Plan!;
        Offer((1, SharingLevel.Red));
        var second = (await new DatabaseHuntStore(_database, _offers).LoadAsync(hunt, Cancellation))!.Plan!;
        _offers.Replace([]);
        var third = (await _store.LoadAsync(hunt, Cancellation))!.Plan!;

        first.Operations.Select(o => (o.Id, o.Operation.Name, o.Operation.ClearedFor)).ShouldBe(
            [(_operations[0], "flint", SharingLevel.Amber), (_operations[5], "domain_downloaded_files", SharingLevel.Green)]);
        (first.Depth, first.Plain, first.SendReserved).ShouldBe((3, false, false));
        (first.Freshness.FailuresSince - first.Freshness.FactsSince).ShouldBe(TimeSpan.FromHours(24));
        foreach (var plan in new[] { second, third })
        {
            plan.Operations.ShouldBe(first.Operations);
            plan.Freshness.ShouldBe(first.Freshness);
        }
    }

    [Fact]
    public async Task Plan_WhileWorkersOfferAnOperationInTwoShapes_AsksTheOneThatWasRegisteredLast()
    {
        var hunt = await HuntOnDatabase.SubmitAsync(_database, "a.com");
        var flint = OriginalCatalogue.InTreeOrder[0].Operation;
        var changed = (await _database.Ledger.RegisterAsync([flint with { Shape = "another limit" }], Cancellation))[0];
        _offers.Replace([new(changed, 0, SharingLevel.Amber), new(_operations[0], 0, SharingLevel.Clear), new(_operations[1], 1, SharingLevel.Clear)]);

        var plan = (await _store.LoadAsync(hunt, Cancellation))!.Plan!;

        plan.Operations.Select(o => (o.Id, o.Operation.ClearedFor)).ShouldBe([(changed, SharingLevel.Amber), (_operations[1], SharingLevel.Clear)]);
    }

    [Fact]
    public async Task Seeds_AreReadInPages()
    {
        var hunt = await HuntOnDatabase.SubmitAsync(_database, "a.com", "b.com", "c.com");

        (await _store.SeedsAsync(hunt, 2, 5, Cancellation)).ShouldBe(
            [new(2, Domain("b.com"), SharingLevel.Clear, NameIsTaken: false), new(3, Domain("c.com"), SharingLevel.Clear, NameIsTaken: false)]);
        (await _store.SeedsAsync(hunt, 1, 1, Cancellation)).ShouldHaveSingleItem().Number.ShouldBe(1);
    }

    [Theory]
    [InlineData(HuntPhase.Running, HuntState.Running)]
    [InlineData(HuntPhase.Paused, HuntState.Paused)]
    [InlineData(HuntPhase.Cancelled, HuntState.Cancelled)]
    [InlineData(HuntPhase.Finished, HuntState.Finished)]
    internal async Task Standing_IsWhatIsListed(HuntPhase phase, HuntState state)
    {
        var hunt = await HuntOnDatabase.SubmitAsync(_database, [.. Enumerable.Range(0, 15).Select(i => $"n{i}.com")]);

        await _store.UpdateAsync(new(hunt, phase, 1, 2, 3, 4, 5, 600), Cancellation);

        var listed = (await new HuntStore(_database).FindAsync(hunt, Cancellation))!;
        (listed.State, listed.Trees, listed.Nodes).ShouldBe((state, new(1, 2, 3, 4, 5), 600));
    }

    [Fact]
    public async Task HuntOfTheVersionBefore_IsLoadedWithTheTreesThatAreOver_AndRetriedWithTheOthers()
    {
        Offer((0, SharingLevel.Clear));
        var hunt = await HuntOnDatabase.SubmitInterruptedAsync(_database, 2, "a.com", "b.com", "c.com");

        var loaded = (await _store.LoadAsync(hunt, Cancellation))!;
        await _store.RetryAsync(hunt, [3], Cancellation);
        await _store.UpdateAsync(new(hunt, HuntPhase.Running, 1, 0, 2, 0, 0, 6), Cancellation);
        var retried = (await _store.LoadAsync(hunt, Cancellation))!;

        loaded.Before.ShouldBe([new(1, HuntProtocol.TreeEndKind.Complete, 3), new(2, HuntProtocol.TreeEndKind.Complete, 3)]);
        retried.Before.ShouldBeNull();
        retried.Plan!.Freshness.FailuresSince.ShouldBeGreaterThan(loaded.Plan!.Freshness.FailuresSince);
    }

    [Fact]
    public async Task HuntThatTheVersionBeforeHasPrepared_AsksTheSame_ClearedForWhatWorkersSayNow()
    {
        Offer((0, SharingLevel.Green), (1, SharingLevel.Amber));
        var hunt = await HuntOnDatabase.SubmitInterruptedAsync(_database, 1, "a.com", "b.com");
        await HuntOnDatabase.PrepareAsTheVersionBeforeAsync(_connection, hunt, _operations[1]);

        var plan = (await _store.LoadAsync(hunt, Cancellation))!.Plan!;
        Offer((0, SharingLevel.Green), (1, SharingLevel.Clear));
        var again = (await _store.LoadAsync(hunt, Cancellation))!.Plan!;

        plan.Operations.Select(operation => (operation.Id, operation.Operation.ClearedFor)).ShouldBe([(_operations[1], SharingLevel.Amber)]);
        again.Operations.ShouldBe(plan.Operations);
    }

    [Fact]
    public async Task TreeThatIsGivenUp_IsRecordedWithItsReason_AndNotAfterARetry()
    {
        Offer((0, SharingLevel.Clear));
        var hunt = await HuntOnDatabase.SubmitAsync(_database, "a.com", "b.com");
        var plan = (await _store.LoadAsync(hunt, Cancellation))!.Plan!;

        await _store.GiveUpAsync(new(hunt, 1), plan, "It crashed.", Cancellation);
        await _store.RetryAsync(hunt, [2], Cancellation);
        await _store.GiveUpAsync(new(hunt, 2), plan, "It crashed.", Cancellation);

        (await new HuntStore(_database).TreesAsync(hunt, 0, 9, Cancellation)).Select(tree => (tree.State, tree.Problem))
            .ShouldBe([(TreeState.GivenUp, "It crashed."), (TreeState.Waiting, null)]);
    }

    [Fact]
    public async Task Deletion_RemovesAHuntInAnyState_AndMayBeSaidAgain()
    {
        var hunt = await HuntOnDatabase.SubmitAsync(_database, "a.com");

        await _store.DeleteAsync(hunt, Cancellation);
        await _store.DeleteAsync(hunt, Cancellation);

        (await _store.LoadAsync(hunt, Cancellation)).ShouldBeNull();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private void Offer(params (int Index, SharingLevel ClearedFor)[] offers) =>
        _offers.Replace(offers.Select(offer => new NodeProtocol.Offer(_operations[offer.Index], offer.Index, offer.ClearedFor)));
}
