using IocExplorer.Hosting.Configuration;
using IocExplorer.Seed.Reports;
using IocExplorer.Seed.Screens;
using IocExplorer.Workers.Configuration;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Files.Watching;

namespace IocExplorer.Seed.Exploring;

/// <summary><c>sources</c>: what would be asked, with what, and what is off and why.</summary>
internal sealed class SourcesCommand(ConsoleContext consoleContext)
{
    public Task<int> RunAsync(string? config)
    {
        var screen = new Screen(consoleContext.Console, consoleContext.Error, quiet: false, consoleContext.ErrorIsTerminal);
        var loaded = SettingsLoader.Load(ProgramKind.Console, config, consoleContext.Environment, RawSettings.None, consoleContext.WorkingFolder);
        var problems = loaded.Problems;
        if (problems.Count == 0)
        {
            var catalogue = SourceCatalogue.Build(loaded.Definitions, loaded.Settings.Sources, loaded.Settings.Resilience, loaded.Settings.SourceDefaults);
            problems = [.. catalogue.Notices.Where(n => n.IsError).Select(n => n.Text)];
            if (problems.Count == 0)
            {
                var sources = SourceStatuses.Of(catalogue.Sources, loaded.Settings.Sources);
                screen.Console.Write(SourcesScreen.Table(sources));
                if (loaded.Settings.Relations.Files is { Count: > 0 } files)
                {
                    var held = files.SelectMany(named => RelationFilesPreview.Of(named, consoleContext.Time).Select(file => (named, file)));
                    screen.Console.Write(HeldFilesScreen.Table("relations.files", held));
                }

                screen.Say(catalogue.Notices.Select(n => n.Text));
                screen.Say(SourcesScreen.Remarks(sources));
                screen.Say(SourcesScreen.Terms(sources));
                return Task.FromResult(ExitCodes.Complete);
            }
        }

        screen.Complain(problems);
        return Task.FromResult(ExitCodes.NothingRun);
    }
}
