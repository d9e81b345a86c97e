using System.Text;
using System.Text.RegularExpressions;
using IocExplorer.Workers.Definitions.Model;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>Makes what a source says fit to be shown, logged and kept: it may hold anything, our own key included.</summary>
internal static partial class ErrorText
{
    private const int Longest = 120;

    // More is not looked at, so that megabytes of "error" cost nothing.
    private const int MostRead = 2000;

    /// <summary>One line of at most 120 characters without URL, key or anything that moves a cursor.</summary>
    /// <param name="secrets">API keys that may stand in it.</param>
    public static string Sanitize(string text, IReadOnlyList<string> secrets)
    {
        text = text.Length > MostRead ? text[..MostRead] : text;
        foreach (var secret in secrets)
        {
            text = text.Replace(secret, "…", StringComparison.OrdinalIgnoreCase);
        }

        text = Link().Replace(DisplayText.Sanitize(text, MostRead, Unprintable.Blank), "(link)");
        text = LongToken().Replace(text, "…");
        return DisplayText.Shorten(Spaces().Replace(text, " ").Trim(), Longest);
    }

    /// <summary>Whether a text says that we ask too much or too fast.</summary>
    public static bool IsThrottled(string text, ErrorDefinition errors) =>
        errors.ThrottledTexts.Any(words => text.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>The beginning of a body that is no JSON, as text.</summary>
    public static string Beginning(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body[..Math.Min(body.Length, MostRead)]);

    [GeneratedRegex(@"[a-z][a-z0-9+.-]*://\S*", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Link();

    // Keys are long and have digits; names of error codes are long and have none.
    [GeneratedRegex(@"(?=[A-Za-z_+/=-]*[0-9])[A-Za-z0-9_+/=-]{16,}", RegexOptions.None, 1000)]
    private static partial Regex LongToken();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
