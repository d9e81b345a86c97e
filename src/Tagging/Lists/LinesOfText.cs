namespace IocExplorer.Tagging.Lists;

internal static class LinesOfText
{
    /// <summary>The lines of a text; closes it at the end.</summary>
    public static IEnumerable<string> Lines(this TextReader text)
    {
        using (text)
        {
            while (text.ReadLine() is { } line)
            {
                yield return line;
            }
        }
    }
}
