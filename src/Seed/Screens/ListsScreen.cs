using IocExplorer.Tagging;
using Spectre.Console;
using Spectre.Console.Rendering;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Screens;

/// <summary>The lists that are loaded.</summary>
internal static class ListsScreen
{
    public static IRenderable Table(IReadOnlyList<TagList> lists)
    {
        var table = new Table().Border(TableBorder.Ascii).AddColumns("list", "type", "entries", "tag", "class", "version");
        table.Columns[2].RightAligned();
        foreach (var list in lists)
        {
            table.AddRow(
                TerminalText.Markup(list.Name),
                TerminalText.Markup(list.Type),
                Number(list.Entries),
                TerminalText.Markup(list.Tag),
                list.Class.Name(),
                TerminalText.Markup(list.Version ?? ""));
        }

        return table;
    }

    public static string Summary(IReadOnlyList<TagList> lists) =>
        $"{Count(lists)}. Add others with tags.lists and tags.topLists; fetch MISP's with `ioc-explorer lists update`.";

    /// <summary>How many there are: <c>3 lists with 4,711 entries</c>.</summary>
    public static string Count(IReadOnlyList<TagList> lists) =>
        $"{NumberText.Count(lists.Count, "list", "lists")} with {NumberText.Count(lists.Sum(l => (long)l.Entries), "entry", "entries")}";
}
