using Spectre.Console;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Screens;

/// <summary>Files of relations: what each holds, since when, and what is wrong with it.</summary>
internal static class HeldFilesScreen
{
    public static Table Table(string who, IEnumerable<(string Who, HeldFile File)> held)
    {
        var table = new Table().Border(TableBorder.Ascii).AddColumns(who, "file", "relations", "since (UTC)", "state");
        foreach (var (name, file) in held)
        {
            table.AddRow(
                TerminalText.Markup(name),
                TerminalText.Markup(file.File),
                file.Since is null ? "" : Number(file.Relations),
                file.Since is { } since ? HuntText.Time(since) : "",
                TerminalText.Markup(file.Trouble ?? "held"));
        }

        return table;
    }
}
