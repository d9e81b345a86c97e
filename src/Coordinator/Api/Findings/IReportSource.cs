using IocExplorer.Analysis.Reports;

namespace IocExplorer.Coordinator.Api.Findings;

/// <summary>What a <see cref="ReportKeeper"/> works on. Calls throw <see cref="Persistence.LedgerException"/> when the database cannot serve.</summary>
internal interface IReportSource
{
    /// <summary>Null when there is no such hunt.</summary>
    Task<HuntStanding?> LookAsync(long hunt, CancellationToken cancellation);

    /// <summary>What any node has kept of the hunt, if it is newer than a known one.</summary>
    Task<KeptReport?> FindAsync(long hunt, DateTimeOffset? newerThan, CancellationToken cancellation);

    /// <summary>Keeps it for all nodes.</summary>
    Task KeepAsync(long hunt, KeptReport report, CancellationToken cancellation);

    /// <summary>Makes it: up to a minute of a large hunt. Null when the hunt is gone.</summary>
    Task<HuntReport?> MakeAsync(long hunt, CancellationToken cancellation);
}
