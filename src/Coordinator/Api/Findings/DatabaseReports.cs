using System.IO.Compression;
using System.Text.Json;
using IocExplorer.Analysis;
using IocExplorer.Analysis.Findings;
using IocExplorer.Analysis.Reports;
using IocExplorer.Coordinator.Results;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Api.Findings;

/// <summary>The reports of a service, made of its database and kept in it.</summary>
internal sealed class DatabaseReports(PostgresStore store, HuntFindings findings) : IReportSource
{
    // Goes up when reports are made otherwise: those that were kept before are made anew.
    private const int Form = 1;

    private readonly HuntStore _hunts = new(store);
    private readonly ReportStore _reports = new(store);

    public async Task<HuntStanding?> LookAsync(long hunt, CancellationToken cancellation) =>
        await _hunts.FindAsync(new(hunt), cancellation) is not { } view
            ? null
            : new(
                $"{Form}: {view.Trees.Complete} {view.Trees.WithMissing} {view.Nodes} {view.EndedAt?.ToUnixTimeMilliseconds()}",
                view.State.IsOver());

    public async Task<KeptReport?> FindAsync(long hunt, DateTimeOffset? newerThan, CancellationToken cancellation)
    {
        if (await _reports.FindAsync(new(hunt), newerThan, cancellation) is not { } stored)
        {
            return null;
        }

        using var bytes = new MemoryStream(stored.Content.ToArray());
        await using var json = new GZipStream(bytes, CompressionMode.Decompress);
        return new((await JsonSerializer.DeserializeAsync(json, AnalysisJson.Default.HuntReport, cancellation))!, stored.Holds, stored.MadeAt, TimeSpan.Zero);
    }

    public async Task KeepAsync(long hunt, KeptReport report, CancellationToken cancellation)
    {
        var content = Gzip.Pack(stream => JsonSerializer.Serialize(stream, report.Report, AnalysisJson.Default.HuntReport));
        await _reports.KeepAsync(new(hunt), new(report.Holds, report.MadeAt, content), cancellation);
    }

    public async Task<HuntReport?> MakeAsync(long hunt, CancellationToken cancellation)
    {
        try
        {
            return await findings.ReportAsync(hunt, new(), cancellation);
        }
        catch (InvalidOperationException)
        {
            // The trees are read several times, and those of a hunt that is deleted meanwhile do not come again.
            if (await LookAsync(hunt, cancellation) is null)
            {
                return null;
            }

            throw;
        }
    }
}
