using IocExplorer.Analysis.Findings;
using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Reports;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Api.Findings;

/// <summary>The findings of a service's hunts. Reports are kept, and the trees asked for last, because they are requested repeatedly.</summary>
public sealed class ServiceFindings
{
    private readonly TimeProvider _time;
    private readonly ReportKeeper _reports;
    private readonly PostgresHuntRecords _records;
    private readonly HuntStore _hunts;
    private readonly RecentlyUsed<(long Hunt, int Number, DateTimeOffset WrittenAt), Cached<TreeRecord?>> _trees = new(most: 4);

    internal ServiceFindings(PostgresStore store, TimeProvider time, TagRule? lists)
    {
        _time = time;
        _records = new(store);
        _hunts = new(store);
        All = new(_records, _records, lists is null ? null : lists.Invoke);
        _reports = new(new DatabaseReports(store, All), time);
    }

    public HuntFindings All { get; }

    /// <summary>Ages of answers are counted to it.</summary>
    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>
    /// What joins the seeds; null when there is no such hunt. The first report of a large hunt takes a minute;
    /// concurrent requests wait for the same computation.
    /// </summary>
    internal Task<HuntReport?> ReportAsync(long hunt, CancellationToken cancellation) => _reports.GetAsync(hunt, cancellation);

    /// <summary>A hunt is over: its report is made for whoever asks later. What goes wrong with it is told to the first who asks.</summary>
    internal void Prepare(HuntId hunt) => _ = _reports.GetAsync(hunt.Value, CancellationToken.None);

    /// <summary>A tree; null when it is not written, or its hunt is gone.</summary>
    internal async Task<TreeRecord?> TreeAsync(long hunt, int number, CancellationToken cancellation)
    {
        // Without its files, which is cheap, and tells a tree that was written anew from the one before.
        if (await _hunts.ResultAsync(new(hunt), number, [], cancellation) is not { } tree)
        {
            return null;
        }

        // One without an end is still to come; under a retry its former files stay until then.
        return tree.WrittenAt is { } writtenAt
            ? await _trees.Get(
                (hunt, number, writtenAt), () => new(reading => _records.FindTreeAsync(hunt, number, reading), TimeSpan.MaxValue, _time)).GetAsync(cancellation)
            : await _records.FindTreeAsync(hunt, number, cancellation);
    }
}
