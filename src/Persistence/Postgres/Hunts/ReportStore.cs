using static IocExplorer.Persistence.Postgres.Hunts.HuntSql;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>The reports of a service's hunts, one each. Calls throw <see cref="LedgerException"/> when the database cannot serve.</summary>
public sealed class ReportStore(PostgresStore store)
{
    /// <summary>The report of a hunt, if there is one that is newer than a known one.</summary>
    public ValueTask<StoredReport?> FindAsync(HuntId hunt, DateTimeOffset? newerThan, CancellationToken cancellation) => store.Access.FirstAsync(
        batch => batch.Add("Hunts/report_find").With(hunt.Value).With(newerThan?.ToUnixTimeMilliseconds()),
        row => new StoredReport(row.GetString(0), Time(row.GetInt64(1)), row.GetFieldValue<byte[]>(2)),
        cancellation);

    /// <summary>Keeps a report in the place of the one before.</summary>
    /// <returns>False when a newer one is there, or the hunt was deleted.</returns>
    public ValueTask<bool> KeepAsync(HuntId hunt, StoredReport report, CancellationToken cancellation) => store.Access.AnyAsync(
        batch => batch.Add("Hunts/report_keep")
            .With(hunt.Value).With(report.Holds).With(report.MadeAt.ToUnixTimeMilliseconds()).With(report.Content.ToArray()),
        cancellation);
}
