using System.Text;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>Makes what a source says fit for a tag: one line, 200 characters at most.</summary>
internal static class TagText
{
    public const int Longest = 200;

    // More is not looked at.
    private const int MostRead = 2000;

    public static string Clean(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, MostRead));
        foreach (var rune in (text.Length > MostRead ? text[..MostRead] : text).EnumerateRunes())
        {
            line.Append(ErrorText.IsShown(rune) && !Rune.IsWhiteSpace(rune) ? rune.ToString() : " ");
        }

        var words = string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (words.Length <= Longest)
        {
            return words;
        }

        var end = char.IsHighSurrogate(words[Longest - 2]) ? Longest - 2 : Longest - 1;
        return words[..end].TrimEnd() + "…";
    }
}
