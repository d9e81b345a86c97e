namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>Makes what a source says fit for a tag: one line, 200 characters at most.</summary>
internal static class TagText
{
    public const int Longest = 200;

    // More is not looked at.
    private const int MostRead = 2000;

    public static string Clean(string text)
    {
        var line = DisplayText.Sanitize(text.Length > MostRead ? text[..MostRead] : text, MostRead, Unprintable.Blank);
        return DisplayText.Shorten(string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Longest);
    }
}
