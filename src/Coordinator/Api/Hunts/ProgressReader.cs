using IocExplorer.Messages;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Api.Hunts;

/// <summary>Composes how hunts stand. However many watch a hunt through this node, it is read once in a while.</summary>
internal sealed class ProgressReader(ServiceBackend backend, ApiOptions options)
{
    /// <summary>Hunts that are cached; the least recently requested is evicted first.</summary>
    private const int MostHunts = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<HuntId, (Watched Hunt, long AskedAt)> _hunts = [];

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

    private Cached<Seen> Find(HuntId hunt)
    {
        lock (_gate)
        {
            var watched = _hunts.TryGetValue(hunt, out var known) ? known.Hunt : new(hunt, backend.Hunts, options);
            _hunts[hunt] = (watched, options.Time.GetTimestamp());
            if (_hunts.Count > MostHunts)
            {
                _hunts.Remove(_hunts.MinBy(h => h.Value.AskedAt).Key);
            }

            return watched.Seen;
        }
    }

    /// <summary>The sums at one moment: a copy, because the totals go on growing.</summary>
    private sealed record Sums(
        IReadOnlyDictionary<string, QueryTotals> BySource,
        NotAsked NotAsked,
        IReadOnlyList<MissingAnswers> Missing,
        IReadOnlyList<string> FirstProblems);

    private sealed record Seen(HuntSnapshot? Moment, Sums Sums);

    private sealed class Watched
    {
        private readonly HuntId _hunt;
        private readonly HuntStore _store;
        private readonly TotalsReader _totals;

        public Watched(HuntId hunt, HuntStore store, ApiOptions options)
        {
            _hunt = hunt;
            _store = store;
            _totals = new(hunt, store);

            // A little less than the time between two events, or every other one would be old.
            Seen = new(ReadAsync, options.ProgressEvery * 0.8, options.Time);
        }

        public Cached<Seen> Seen { get; }

        private async Task<Seen> ReadAsync(CancellationToken cancellation)
        {
            var moment = await _store.LookAsync(_hunt, cancellation);
            var totals = moment is null ? new() : await _totals.ReadAsync(moment, cancellation);
            return new(moment, new(new Dictionary<string, QueryTotals>(totals.BySource), totals.NotAsked, totals.Missing, totals.FirstProblems));
        }
    }
}
