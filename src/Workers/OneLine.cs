using System.Text;

namespace IocExplorer.Workers;

/// <summary>Makes what others wrote fit for a message: one line, no control characters, not endless, without the key.</summary>
internal static class OneLine
{
    private const int Longest = 200;

    public static string Of(string text, string? apiKey)
    {
        if (apiKey is { Length: > 0 })
        {
            text = text.Replace(apiKey, "(key)", StringComparison.OrdinalIgnoreCase);
        }

        if (text.Length <= Longest && !text.Any(IsUnfit))
        {
            return text;
        }

        var line = new StringBuilder(Longest);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            line.Append(IsUnfit(c) ? ' ' : c);
        }

        return line.Append(text.Length > Longest ? "…" : "").ToString();
    }

    private static bool IsUnfit(char c) => char.IsControl(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator
            or System.Globalization.UnicodeCategory.ParagraphSeparator;
}
