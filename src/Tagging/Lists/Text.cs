using System.Text.Json;

namespace IocExplorer.Tagging.Lists;

/// <summary>Texts out of lists on their way to people: one line, printable, short.</summary>
internal static class Text
{
    private const int LongestShown = 60;
    private const int LongestTagName = 80;

    /// <summary>For messages.</summary>
    public static string Shown(string text) => DisplayText.Sanitize(text.Trim(), LongestShown, Unprintable.Dropped);

    /// <summary>As the name of a tag; empty when nothing is left of it.</summary>
    public static string AsTagName(string text) => DisplayText.Sanitize(text.Trim(), LongestTagName, Unprintable.Dropped);

    /// <summary>Where in a JSON file the reader stumbled.</summary>
    public static string PlaceOf(JsonException e) =>
        e.LineNumber is { } line ? $"line {line + 1}" : "";
}
