using System.Globalization;
using System.Text;
using System.Text.Json;
using IocExplorer.Analysis;
using IocExplorer.Analysis.Differences;
using IocExplorer.Analysis.Findings;
using IocExplorer.Analysis.Paths;
using IocExplorer.Analysis.Reports;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Persistence.Sqlite.Hunts;

namespace IocExplorer.Seed.Findings;

/// <summary>The hunts of a ledger file. It is open as long as it is asked.</summary>
/// <param name="database">The file as the user wrote it; null for the usual one.</param>
/// <param name="lists">For what is exported; null: there are none.</param>
internal sealed class LedgerFindingReader(SqliteHunts hunts, TimeProvider time, string? database, TagRule? lists) : IFindingReader
{
    private readonly HuntFindings _findings = new(hunts, hunts, lists is null ? null : lists.Invoke);

    /// <summary>From when the copy is that is asked in place of a file that a run has in use; null when it is none.</summary>
    public DateTimeOffset? CopiedAt { get; init; }

    public string Beginning => "explore";

    public string Command(string command) =>
        $"ioc-explorer {command}{(database is null ? "" : $" --database {(database.Contains(' ', StringComparison.Ordinal) ? $"'{database}'" : database)}")}";

    public async Task<HuntPage> ListAsync(long? before, int most, CancellationToken cancellation)
    {
        // One more than wanted, to know whether that is all.
        var page = await hunts.ListAsync(before ?? long.MaxValue, most + 1, cancellation);
        var running = await RunningAsync(cancellation);
        return new([.. page.Take(most).Select(hunt => View(hunt, running))], page.Count > most ? page[most - 1].Hunt.Id : null);
    }

    public async Task<IReadOnlyList<string>> AnswerAsync(FindingQuestion question, FileStream output, CancellationToken cancellation)
    {
        var remarks = new List<string>();
        switch (question)
        {
            case FindingQuestion.Report(var hunt, var format, var wanted):
                var top = wanted ?? int.MaxValue;
                var report = Known(await _findings.ReportAsync(hunt, new(), cancellation), hunt);
                var listed = report with { Pivots = [.. report.Pivots.Take(top)], Groups = [.. report.Groups.Take(top)] };
                Write(
                    output,
                    format,
                    writer => ReportText.Write(report, writer, top),
                    () => JsonSerializer.Serialize(output, listed, AnalysisJson.Default.HuntReport),
                    writer => ReportCsv.WritePivots(listed, writer));
                break;
            case FindingQuestion.Why(var hunt, var ioc, var format, var most):
                var why = Known(await _findings.WhyAsync(hunt, ioc, most, cancellation), hunt);
                Write(
                    output,
                    format,
                    writer => PathText.Write(why, writer, time.GetUtcNow()),
                    () => JsonSerializer.Serialize(output, why, AnalysisJson.Default.WhyAnswer));
                break;
            case FindingQuestion.Explain(var hunt, var seed, var ioc, var format):
                Known(await hunts.FindAsync(hunt, cancellation), hunt);
                var explanation = await _findings.ExplainAsync(hunt, seed, ioc, cancellation)
                    ?? throw new FindingException(
                        $"Hunt {hunt} has no tree of {seed.Value}: it is none of its seeds, or its tree was not written."
                        + $" `{Command("hunts")}` lists other hunts.");
                Write(
                    output,
                    format,
                    writer => PathText.Write(explanation, writer, time.GetUtcNow()),
                    () => JsonSerializer.Serialize(output, explanation, AnalysisJson.Default.Explanation));
                break;
            case FindingQuestion.Difference(var before, var after, var format):
                Known(await hunts.FindAsync(before, cancellation), before);
                var differences = Known(await _findings.CompareAsync(before, after, new(), remarks.Add, cancellation), after);
                await WriteAsync(differences, output, format, cancellation);
                break;
            case FindingQuestion.Export(var hunt, var format):
                Known(await _findings.ExportAsync(hunt, format, output, remarks.Add, cancellation) ? remarks : null, hunt);
                break;
        }

        foreach (var hunt in question.Hunts.Distinct())
        {
            if (await hunts.ListAsync(hunt + 1, 1, cancellation) is [var known]
                && DifferenceRemarks.OfPart(hunt, known.Trees.Written, known.Hunt.Seeds) is { } line)
            {
                remarks.Add(hunt == await RunningAsync(cancellation)
                    ? $"{line} It is running."
                    : $"{line} The same command again, without --refresh, makes a hunt with the others.");
            }
        }

        if (CopiedAt is { } copiedAt)
        {
            remarks.Add(string.Create(
                CultureInfo.InvariantCulture, $"A run has the ledger in use: this is from a copy of {copiedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."));
        }

        return remarks;
    }

    /// <exception cref="FindingException">There is no such hunt.</exception>
    public async Task CheckAsync(long hunt, CancellationToken cancellation) => Known(await hunts.FindAsync(hunt, cancellation), hunt);

    private T Known<T>(T? found, long hunt)
        where T : class => found ?? throw new FindingException($"There is no hunt {hunt}. `{Command("hunts")}` lists those there are.");

    private static async Task WriteAsync(IAsyncEnumerable<HuntDifference> differences, FileStream output, AnswerFormat format, CancellationToken cancellation)
    {
        if (format == AnswerFormat.Json)
        {
            await DifferenceJson.WriteAsync(differences, output, cancellation);
            return;
        }

        await using var writer = Writer(output);
        await DifferenceText.WriteAsync(differences, writer, cancellation);
    }

    private static void Write(FileStream output, AnswerFormat format, Action<TextWriter> text, Action json, Action<TextWriter>? csv = null)
    {
        if (format == AnswerFormat.Json)
        {
            json();
            return;
        }

        using var writer = Writer(output);
        (format == AnswerFormat.Csv && csv is not null ? csv : text)(writer);
    }

    private static StreamWriter Writer(FileStream output) =>
        new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };

    /// <returns>The hunt of the run that has the file in use; null when none has.</returns>
    private async Task<long?> RunningAsync(CancellationToken cancellation) =>
        CopiedAt is not null && await hunts.ListAsync(long.MaxValue, 1, cancellation) is [{ Hunt: { EndedAt: null } newest }] ? newest.Id : null;

    // One run at a time holds the file: any other hunt that has no end was interrupted.
    private static HuntView View(RecordedHunt recorded, long? running) => new()
    {
        Id = recorded.Hunt.Id,
        Name = recorded.Hunt.Name ?? "",
        State = recorded.Hunt.EndedAt is not null ? HuntState.Finished : recorded.Hunt.Id == running ? HuntState.Running : HuntState.Interrupted,
        SubmittedBy = "",
        SubmittedAt = recorded.Hunt.StartedAt,
        EndedAt = recorded.Hunt.EndedAt,
        Depth = recorded.Hunt.Depth,
        Plain = false,
        FactsSince = recorded.Hunt.StartedAt,
        Seeds = recorded.Hunt.Seeds,
        Duplicates = 0,
        BadLines = 0,
        FirstBadLines = [],
        Trees = recorded.Trees,
        Nodes = recorded.Nodes,
    };
}
