using IocExplorer.Seed.Screens;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Files.Watching;

namespace IocExplorer.Seed.Exploring;

/// <summary><c>sources</c>: what would be asked, with what, and what is off and why.</summary>
internal sealed class SourcesCommand(ConsoleContext consoleContext)
{
    public int Run(string? config)
    {
        var screen = consoleContext.MakeScreen();
        var (settings, definitions, problems, _) = consoleContext.LoadSettings(config);
        var catalogue = problems.Count == 0 ? SourceCatalogue.Build(definitions, settings.Sources, settings.Resilience, settings.SourceDefaults) : null;
        problems = catalogue is null ? problems : [.. catalogue.Notices.Where(n => n.IsError).Select(n => n.Text)];
        if (catalogue is null || problems.Count > 0)
        {
            return screen.Refuse(problems);
        }

        var sources = new SourcesScreen(catalogue.Sources, settings.Sources);
        screen.Console.Write(sources.Table());
        if (settings.Relations.Files is { Count: > 0 } files)
        {
            var held = files.SelectMany(named => RelationFilesPreview.Of(named, consoleContext.Time).Select(file => (named, file)));
            screen.Console.Write(HeldFilesScreen.Table("relations.files", held));
        }

        screen.Say(catalogue.Notices.Select(n => n.Text));
        screen.Say(sources.Remarks());
        screen.Say(sources.Terms());
        return ExitCodes.Complete;
    }
}
