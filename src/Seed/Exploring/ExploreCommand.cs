using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Seeds;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Persistence;
using IocExplorer.Seed.Arguments;
using IocExplorer.Seed.Findings;
using IocExplorer.Seed.Progress;
using IocExplorer.Seed.Reports;
using IocExplorer.Seed.Screens;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Files;

namespace IocExplorer.Seed.Exploring;

/// <summary><c>explore</c>: everything that can be wrong with the request is found before anything is asked; then the run, its display, and its end.</summary>
internal sealed class ExploreCommand(ConsoleContext consoleContext)
{
    public async Task<int> RunAsync(ExploreArguments arguments)
    {
        var screen = consoleContext.MakeScreen(arguments.Quiet);
        var problems = new List<string>();
        if (Prepare(arguments, screen, problems) is not { } request)
        {
            return screen.Refuse(problems);
        }

        screen.Say(Opening(request, consoleContext.Time.GetUtcNow()));
        try
        {
            return await RunAsync(request, screen);
        }
        catch (Exception e) when (e is ResultFolderException or LedgerException or FindingException)
        {
            return screen.Refuse(e.Message);
        }
        catch (OperationCanceledException) when (consoleContext.Interrupts.Stop.IsCancellationRequested)
        {
            screen.Complain("Stopped before anything was asked.");
            return ExitCodes.Interrupted;
        }
    }

    private ExploreRequest? Prepare(ExploreArguments arguments, Screen screen, List<string> problems)
    {
        var raw = CommandLineSettings.Of(arguments, consoleContext.WorkingFolder);
        var loaded = consoleContext.LoadSettings(arguments.Config, raw);
        problems.AddRange(loaded.Problems);
        SourceCatalogue? catalogue = null;
        if (problems.Count == 0)
        {
            catalogue = SourceCatalogue.Build(loaded.Definitions, loaded.Settings.Sources, loaded.Settings.Resilience, loaded.Settings.SourceDefaults);
            problems.AddRange(catalogue.Notices.Where(n => n.IsError).Select(n => n.Text));
        }

        var rulesReader = new HuntRulesReader(CommandLineSettings.NameOfRule);
        var rules = rulesReader.Read(arguments.Hunt.RulesInput, DefaultHuntRules.Of(loaded.Settings.General));
        problems.AddRange(rulesReader.Problems);
        var summary = arguments.Summary is null ? null : consoleContext.Full(arguments.Summary);
        var database = loaded.Settings.Database.File ?? consoleContext.Full(DatabaseName.Default);
        var files = Files(arguments.Hunt.Input, database, loaded.Files);
        var relations = arguments.Relations.Count > 0 ? FileSource.Load([.. arguments.Relations.Select(consoleContext.Full)], files.IsNoRelations) : null;
        problems.AddRange(relations?.BadLines.Where(l => l.IsWholeFileNamed).Select(l => $"{l}. Check the path given with --relations.") ?? []);
        foreach (var path in arguments.Relations)
        {
            files.KeepGiven(consoleContext.Full(path), "--relations");
        }

        if (files.ValidateFolder(consoleContext.Full(arguments.Output)) is { } whyNoTrees)
        {
            problems.Add($"Results cannot be written to {arguments.Output} ({whyNoTrees}). Choose another folder with -o.");
        }

        if (summary is not null && files.TakePlace(summary, "the summary") is { } why)
        {
            problems.Add($"The summary {summary} cannot be written ({why}). Check the path given with --summary.");
        }

        SeedInput.CheckName(arguments.Hunt.Name, problems);
        var since = Since(arguments.Since, problems);
        var exports = ExportRequest.Read(arguments.Exports, consoleContext.Full, files, problems);
        var seeds = ReadSeeds(arguments.Hunt.Input, problems);
        if (problems.Count > 0 || catalogue is null || seeds is null)
        {
            return null;
        }

        var tags = TagListCatalog.Load(loaded.Settings.Tags, out var unused);
        SeedInput.ComplainOfLines(screen, [.. unused]);
        SeedInput.ComplainOfLines(screen, arguments.Hunt.Input, seeds);
        SeedInput.ComplainOfLines(screen, [.. relations?.BadLines.Select(l => $"{l}: left out") ?? []]);
        if (seeds.Seeds.Count == 0)
        {
            problems.Add(SeedInput.NoSeedIn(arguments.Hunt.Input));
            return null;
        }

        return new()
        {
            Seeds = seeds.Seeds,
            BadLines = seeds.BadLines.Count + (relations?.BadLines.Count ?? 0),
            Duplicates = seeds.Duplicates,
            Output = consoleContext.Full(arguments.Output),
            OutputAsGiven = arguments.Output,
            Database = database,
            DatabaseAsGiven = arguments.Database,
            Name = SeedInput.NameOf(arguments.Hunt.Name, arguments.Hunt.Input),
            Since = since,
            Exports = exports,
            Settings = loaded.Settings,
            Catalogue = catalogue,
            Relations = relations,
            Refresh = arguments.Hunt.Refresh,
            Plain = arguments.Hunt.Plain,
            Rules = rules,
            Tags = tags,
            Sharing = seeds.SharingIn(rules.Sharing),
            Summary = summary,
        };
    }

    private OutputFiles Files(string input, string database, IEnumerable<NamedFile> configured)
    {
        var files = new OutputFiles();
        files.KeepLedger(database);
        if (input != "-")
        {
            files.Keep(consoleContext.Full(input), "the seed file");
        }

        files.KeepConfigured(configured);
        return files;
    }

    private static long? Since(string? hunt, List<string> problems)
    {
        if (hunt is null)
        {
            return null;
        }

        if (HuntNumber.TryRead(hunt, out var number))
        {
            return number;
        }

        problems.Add($"command line: --since {HuntNumber.IsNone(hunt)}");
        return null;
    }

    private SeedFileContent? ReadSeeds(string input, List<string> problems)
    {
        try
        {
            using var file = input == "-" ? consoleContext.In : File.OpenRead(consoleContext.Full(input));
            return SeedFile.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(SeedInput.CannotBeRead(input, consoleContext.WorkingFolder, e));
            return null;
        }
    }

    private static IEnumerable<string> Opening(ExploreRequest request, DateTimeOffset now)
    {
        var sources = new SourcesScreen(request.Catalogue.Sources, request.Settings.Sources);
        yield return $"{SeedInput.Seeds(request.Seeds.Count, request.Duplicates)}, depth {request.Settings.General.Depth}, ledger {request.Database}.";
        yield return sources.Asking(request.Relations?.Relations);
        foreach (var line in request.Catalogue.Notices.Select(n => n.Text).Concat(sources.Remarks()).Concat(SeedCosts.Lines(request, now))
            .Concat(request.Relations?.Remarks ?? []))
        {
            yield return line;
        }
    }

    private async Task<int> RunAsync(ExploreRequest request, Screen screen)
    {
        var started = consoleContext.Time.GetTimestamp();
        await using var run = await EmbeddedRun.StartAsync(request, consoleContext, Tell, consoleContext.Interrupts.Stop);
        using var stopping = consoleContext.Interrupts.Stop.Register(
            () => screen.Complain("Stopping: what is under way may end. Ctrl-C again stops at once; nothing is lost either way."));
        var reader = new ProgressReader(run.Quotas, request.Seeds.Count);
        await new ProgressDisplay(
            screen,
            consoleContext.Time,
            () => reader.Read(run.Counters(), consoleContext.Time.GetElapsedTime(started), consoleContext.Time.GetUtcNow()),
            "Ctrl-C stops; the same command goes on later.").ShowUntilAsync(run.Completion);

        RunReport report;
        try
        {
            report = await run.EndAsync();
        }
        catch (LedgerException e)
        {
            screen.Complain(e.Message);
            screen.Complain($"What was answered before is kept in {request.Database}: run the same command again to go on.");
            return ExitCodes.Incomplete;
        }

        screen.Say(EndScreen.Lines(report, request.OutputAsGiven));
        var goOn = EndScreen.HowToGoOn(report, request.Database, request.Refresh);
        if (report.Interrupted)
        {
            // Written even with --quiet, to confirm that nothing is lost.
            screen.Complain(goOn);
        }
        else
        {
            screen.Say(goOn);
        }

        var summary = await WriteSummaryAsync(request, report, screen) ? ExitCodes.Complete : ExitCodes.Incomplete;
        return Math.Max(Math.Max(report.ExitCode, summary), await AfterAsync(request, run, report, screen));

        void Tell(Notice notice)
        {
            if (notice.IsError)
            {
                screen.Complain(notice.Text);
            }
            else
            {
                screen.Say(notice.Text);
            }
        }
    }

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    private async Task<int> AfterAsync(ExploreRequest request, EmbeddedRun run, RunReport report, Screen screen)
    {
        if (report.Interrupted)
        {
            return ExitCodes.Interrupted;
        }

        try
        {
            var after = new AfterRun(request, run.Findings, run.Hunt, screen, consoleContext.Interrupts.Stop);
            return await after.RunAsync() ? ExitCodes.Complete : ExitCodes.Incomplete;
        }
        catch (OperationCanceledException) when (consoleContext.Interrupts.Stop.IsCancellationRequested)
        {
            screen.Complain("Stopped. The trees are written; what was to follow is left out.");
            return ExitCodes.Interrupted;
        }
    }

    private static async Task<bool> WriteSummaryAsync(ExploreRequest request, RunReport report, Screen screen)
    {
        if (request.Summary is not { } path)
        {
            return true;
        }

        try
        {
            await SummaryFile.WriteAsync(path, report);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Complain($"The summary {path} could not be written ({FileErrorText.Of(e, path)})."
                + " The trees are written; run the same command again for the summary.");
            return false;
        }
    }
}
