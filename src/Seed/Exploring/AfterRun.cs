using IocExplorer.Analysis.Records;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Persistence;
using IocExplorer.Seed.Findings;
using IocExplorer.Seed.Screens;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Exploring;

/// <summary>What a run says and writes of its hunt when all trees are there: what is new, files for other tools, how to ask on.</summary>
internal sealed class AfterRun(ExploreRequest request, IFindingReader findings, long hunt, Screen screen, CancellationToken stop)
{
    /// <summary>Lines of differences on the screen; <c>diff</c> shows all.</summary>
    private const int MostLines = 40;

    /// <returns>Whether all that was wanted is there.</returns>
    public async Task<bool> RunAsync()
    {
        var done = true;
        try
        {
            if (request.Since is { } since)
            {
                await CompareAsync(since);
            }

            foreach (var export in request.Exports)
            {
                done &= await WriteAsync(export);
            }
        }
        catch (Exception e) when (e is LedgerException or DamagedTreeRecordException or NewerTreeRecordException or IOException or UnauthorizedAccessException)
        {
            screen.Complain($"{e.Message} The trees are written; the commands of the next line ask again.");
            done = false;
        }

        screen.Say(Onwards());
        return done;
    }

    private async Task CompareAsync(long since)
    {
        var lines = 0L;
        var remarks = await AnswerFile.ShowAsync(findings, new FindingQuestion.Difference(since, hunt, AnswerFormat.Text), Show, stop);
        if (lines > MostLines)
        {
            var all = findings.Command($"diff {since} {hunt}");
            screen.Say($"  and {Number(lines - MostLines)} more lines: `{all}` shows all.");
        }

        screen.Say(remarks);

        void Show(TextReader text)
        {
            screen.Say($"New against hunt {since}:");
            for (; text.ReadLine() is { } line; lines++)
            {
                stop.ThrowIfCancellationRequested();
                if (lines < MostLines)
                {
                    screen.Say($"  {line}");
                }
            }
        }
    }

    private async Task<bool> WriteAsync(ExportRequest export)
    {
        try
        {
            screen.Say(await HuntExportFile.WriteAsync(findings, hunt, export.Format, export.Path, export.AsGiven, stop));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var again = findings.Command($"export {hunt} --format {export.Format.Name} -o FILE");
            screen.Complain($"The export {export.AsGiven} could not be written ({FileErrorText.Of(e, export.Path)})."
                + $" The trees are written; `{again}` writes it elsewhere.");
            return false;
        }
    }

    private string Onwards()
    {
        var report = findings.Command($"report {hunt}");
        return $"This is hunt {hunt}: `{report}` shows what joins the seeds; `why`, `explain`, `diff` and `export` tell more.";
    }
}
