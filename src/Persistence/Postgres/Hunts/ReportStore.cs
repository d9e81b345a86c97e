using IocExplorer.Messages;
using static IocExplorer.Persistence.Postgres.Hunts.HuntSql;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>The reports of a service's hunts, one each. Calls throw <see cref="LedgerException"/> when the database cannot serve.</summary>
public sealed class ReportStore(PostgresStore store)
{
    /// <summary>The report of a hunt, if there is one that is newer than a known one.</summary>
    public ValueTask<StoredReport?> FindAsync(HuntId hunt, DateTimeOffset? newerThan, CancellationToken cancellation) => store.Calls.FirstAsync(
        ReportFind,
        [Parameter(hunt.Value), Maybe(newerThan?.ToUnixTimeMilliseconds())],
        row => new StoredReport(row.GetString(0), Time(row.GetInt64(1)), row.GetFieldValue<byte[]>(2)),
        cancellation);

    /// <summary>Keeps a report in the place of the one before.</summary>
    /// <returns>False when a newer one is there, or the hunt was deleted.</returns>
    public async ValueTask<bool> KeepAsync(HuntId hunt, StoredReport report, CancellationToken cancellation) => await store.Calls.FirstAsync(
        ReportKeep,
        [Parameter(hunt.Value), Parameter(report.Holds), Parameter(report.MadeAt.ToUnixTimeMilliseconds()), Parameter(report.Content.ToArray())],
        _ => (bool?)true,
        cancellation) ?? false;
}
