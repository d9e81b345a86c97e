using IocExplorer.Coordinator.Hunts;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Api.Hunts;

/// <summary>Composes how hunts stand. However many watch a hunt through this node, it is read once in a while.</summary>
internal sealed class ProgressReader(ServiceBackend backend, ApiOptions options)
{
    /// <summary>Hunts that are cached.</summary>
    private const int MostHunts = 256;

    private readonly RecentlyUsed<HuntId, Cached<Seen>> _hunts = new(MostHunts);

    /// <returns>Null when there is no such hunt.</returns>
    public async Task<ProgressView?> ProgressAsync(HuntId hunt, CancellationToken cancellation) =>
        await Find(hunt).GetAsync(cancellation) is { Moment: { } moment } seen ? await ComposeAsync(hunt, moment, seen.Sums, cancellation) : null;

    /// <inheritdoc cref="ProgressAsync"/>
    public async Task<SummaryView?> SummaryAsync(HuntId hunt, CancellationToken cancellation)
    {
        if (await Find(hunt).GetAsync(cancellation) is not { Moment: { } moment } seen)
        {
            return null;
        }

        var sums = seen.Sums;
        return new()
        {
            Hunt = moment.Hunt,
            ElapsedSeconds = moment.Elapsed.TotalSeconds,
            Queries = HuntTotals.Sum(sums.BySource.Values),
            BySource = sums.BySource,
            NotAsked = sums.NotAsked,
            Missing = sums.Missing,
            FirstProblems = sums.FirstProblems,
        };
    }

    /// <summary>A hunt was changed through this node: what is remembered of it is void.</summary>
    public void Changed(HuntId hunt) => Find(hunt).Invalidate();

    private async Task<ProgressView> ComposeAsync(HuntId hunt, HuntSnapshot moment, Sums sums, CancellationToken cancellation)
    {
        var nodes = backend.Nodes;
        var bySource = new Dictionary<string, QueryTotals>(sums.BySource, StringComparer.Ordinal);
        var isOver = moment.Hunt.State.IsOver();
        if (!isOver)
        {
            // These are up to a second old: a tree that was recorded just now may count in both for so long.
            HuntTotals.Add(bySource, LiveNodes.Exploring(nodes, hunt));
        }

        return new()
        {
            Hunt = moment.Hunt,
            ElapsedSeconds = moment.Elapsed.TotalSeconds,
            Queries = HuntTotals.Sum(bySource.Values),
            BySource = bySource,
            Sources = LiveNodes.Sources(nodes),
            Problem = await ProblemAsync(moment, cancellation),
        };
    }

    private async Task<string?> ProblemAsync(HuntSnapshot moment, CancellationToken cancellation)
    {
        var offers = await backend.OffersAsync(cancellation);
        var operations = moment.Operations is { } ids ? await backend.OperationsAsync(ids, cancellation) : null;
        return ProgressProblem.Of(moment.Hunt, operations, backend.Nodes, offers, await backend.OperationsAsync(moment.OperationsBefore, cancellation));
    }

    private Cached<Seen> Find(HuntId hunt) => _hunts.Get(hunt, () =>
    {
        var totals = new TotalsReader(hunt, backend.Hunts);

        // A little less than the time between two events, or every other one would be old.
        return new(cancellation => ReadAsync(hunt, totals, cancellation), options.ProgressEvery * 0.8, options.Time);
    });

    private async Task<Seen> ReadAsync(HuntId hunt, TotalsReader reader, CancellationToken cancellation)
    {
        var moment = await backend.Hunts.LookAsync(hunt, cancellation);
        var totals = moment is null ? new() : await reader.ReadAsync(moment, cancellation);
        return new(moment, new(new Dictionary<string, QueryTotals>(totals.BySource), totals.NotAsked, totals.Missing, totals.FirstProblems));
    }

    /// <summary>The sums at one moment: a copy, because the totals go on growing.</summary>
    private sealed record Sums(
        IReadOnlyDictionary<string, QueryTotals> BySource,
        NotAsked NotAsked,
        IReadOnlyList<MissingAnswers> Missing,
        IReadOnlyList<string> FirstProblems);

    private sealed record Seen(HuntSnapshot? Moment, Sums Sums);
}
