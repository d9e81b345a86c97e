namespace IocExplorer.SourceSimulator.Tests;

/// <summary>A text that stands on several lines in a test and on one line in an answer.</summary>
internal static class OneLine
{
    /// <summary>The lines of <paramref name="text"/> without the spaces in front of each, joined by nothing.</summary>
    public static string Of(string text) => string.Concat(text.Split('\n').Select(line => line.TrimStart(' ')));
}
