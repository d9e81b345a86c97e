using IocExplorer.Analysis.Records;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Api.Hunts;

/// <summary>Keeps the totals of a hunt up to date, reading each tree's tally once and not each second. One caller at a time.</summary>
/// <remarks>
/// <para>Trees end in any order, so there is no number behind which all is new. Two things tell what to read: the hunt's own count of trees that are over (the
/// same as ours: nothing), and when the last tree that we have was over. A tree may become visible after one that was over later, by as long as a
/// statement may take; that is how far back we look again.</para>
/// <para>If we still have fewer than the hunt counts (the database's clock was set back), everything is read once more. A retry makes void what was counted; it
/// moves the hunt's <c>failures_since</c>, and we begin anew.</para>
/// </remarks>
internal sealed class TotalsReader(HuntId hunt, HuntStore store)
{
    private const int Page = 1000;

    // Twice what a statement may take (30 s).
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(1);

    private HuntTotals _totals = new();
    private DateTimeOffset _failuresSince;

    /// <param name="moment">Read before; what is returned has at least the trees that it counts.</param>
    public async Task<HuntTotals> ReadAsync(HuntSnapshot moment, CancellationToken cancellation)
    {
        if (moment.FailuresSince != _failuresSince)
        {
            _totals = new();
            _failuresSince = moment.FailuresSince;
        }

        var over = moment.Hunt.Trees.Written + moment.Hunt.Trees.GivenUp;
        if (_totals.Trees < over)
        {
            await AddAsync(_totals.Trees == 0 ? DateTimeOffset.UnixEpoch : _totals.LastDoneAt - LookBack, cancellation);
        }

        if (_totals.Trees < over)
        {
            await AddAsync(DateTimeOffset.UnixEpoch, cancellation);
        }

        return _totals;
    }

    private async Task AddAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        await foreach (var tree in Pages.ReadAsync(0, Page, after => store.TalliesAsync(hunt, after, since, Page, cancellation), tree => tree.Number))
        {
            _totals.Add(tree);
        }
    }
}
