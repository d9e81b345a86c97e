using IocExplorer.Coordinator.Recording;
using IocExplorer.Hosting.Nodes;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Supervising;

/// <summary>The hunts of a service, in its database.</summary>
/// <param name="store">Stays the caller's.</param>
/// <param name="offers">What live workers offer: that is what a new hunt asks.</param>
/// <param name="finished">Told of each hunt that is listed as finished, perhaps more than once; must not wait.</param>
internal sealed class DatabaseHuntStore(PostgresStore store, OfferDirectory offers, Action<HuntId>? finished = null) : IHuntStore
{
    private readonly TreeStore _trees = new(store);

    public async Task<RunnableHunt?> LoadAsync(HuntId hunt, CancellationToken cancellation)
    {
        if (await _trees.LoadAsync(hunt, cancellation) is not { } stored)
        {
            return null;
        }

        var plan = await PlanAsync(stored, cancellation);
        return new(stored.Trees, plan, stored.State.IsOver() ? await BeforeAsync(hunt, cancellation) : null);
    }

    public async Task<IReadOnlyList<SeedOfHunt>> SeedsAsync(HuntId hunt, int first, int most, CancellationToken cancellation) =>
        [.. (await _trees.SeedsAsync(hunt, first, most, cancellation)).Select(seed => new SeedOfHunt(seed.Number, seed.Seed, seed.Sharing, seed.NameIsTaken))];

    public async Task UpdateAsync(HuntStatus standing, CancellationToken cancellation)
    {
        await _trees.UpdateAsync(
            new(
                standing.Hunt,
                StateOf(standing.Phase),
                new(standing.Waiting, standing.Exploring, standing.Complete, standing.WithMissing, standing.GivenUp),
                standing.Nodes)
            {
                Active = standing.Active,
            },
            cancellation);
        if (standing.Phase == HuntPhase.Finished)
        {
            finished?.Invoke(standing.Hunt);
        }
    }

    public async Task RetryAsync(HuntId hunt, IReadOnlyList<int> trees, CancellationToken cancellation) => await _trees.RetryAsync(hunt, trees, cancellation);

    public async Task GiveUpAsync(TreeId tree, HuntPlan plan, string problem, CancellationToken cancellation) => await _trees.RecordAsync(
        [new() { Tree = tree, FailuresSince = plan.Freshness.FailuresSince, State = TreeState.GivenUp, Problem = problem }], cancellation);

    public async Task DeleteAsync(HuntId hunt, CancellationToken cancellation) => await _trees.DeleteAsync(hunt, cancellation);

    private static HuntState StateOf(HuntPhase phase) => phase switch
    {
        HuntPhase.Running => HuntState.Running,
        HuntPhase.Paused => HuntState.Paused,
        HuntPhase.Cancelled => HuntState.Cancelled,
        HuntPhase.Finished => HuntState.Finished,
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "A hunt in this phase is not listed."),
    };

    /// <summary>The first that prepares a hunt fixes what it asks; null while no worker offers an operation.</summary>
    private async Task<HuntPlan?> PlanAsync(StoredHunt hunt, CancellationToken cancellation)
    {
        var operations = hunt.Operations;
        if (!hunt.IsCleared)
        {
            if (offers.Offers is not { Count: > 0 } offered)
            {
                return null;
            }

            // One that the version before has prepared goes on asking the same.
            operations = await _trees.PinAsync(
                hunt.Id,
                operations is null
                    ? await OfOneShapeAsync(offered, cancellation)
                    : [.. operations.Select(known => known with { ClearedFor = offers.ClearedFor(known.Id) })],
                cancellation);
        }

        return operations is null
            ? null
            : new(hunt.Depth, hunt.Plain, hunt.SendReserved, hunt.Rules, hunt.Freshness, await store.OperationsAsync(operations, cancellation));
    }

    /// <summary>
    /// While workers have different settings or definitions, as when they are restarted one after another with new ones, they offer an operation in several
    /// shapes. All of them would be as many requests, and every relation as many times: a hunt asks the one that was registered last. That is the one which is
    /// to stay, unless former settings come back: those keep their registration.
    /// </summary>
    private async Task<IReadOnlyList<ClearedOperation>> OfOneShapeAsync(IReadOnlyList<NodeProtocol.Offer> offered, CancellationToken cancellation)
    {
        ClearedOperation[] cleared = [.. offered.Select(offer => new ClearedOperation(offer.Operation, offer.ClearedFor))];
        var last = (await store.OperationsAsync(cleared, cancellation))
            .GroupBy(known => (known.Operation.Source, known.Operation.Name))
            .Select(shapes => shapes.MaxBy(known => known.Id.Value)!.Id)
            .ToHashSet();
        return [.. cleared.Where(operation => last.Contains(operation.Id))];
    }

    private async Task<IReadOnlyList<HuntProtocol.TreeOutcome>> BeforeAsync(HuntId hunt, CancellationToken cancellation) =>
    [
        .. (await _trees.EndedAsync(hunt, cancellation)).Select(tree => new HuntProtocol.TreeOutcome(tree.Number, tree.State.ToEnd(), tree.Nodes)),
    ];
}
