namespace IocExplorer.Workers.Definitions.Requests;

/// <summary>The places in a definition's path, query and body: <c>{value}</c> and its relatives.</summary>
internal static class Placeholder
{
    public const string Mark = "{value}";
    public const string KeyMark = "{key}";

    /// <summary>All there are. Each but <see cref="KeyMark"/> says what is asked about.</summary>
    public static readonly IReadOnlyList<(string Mark, PlaceholderKind Kind)> All =
    [
        (Mark, PlaceholderKind.Value),
        ("{kind}", PlaceholderKind.Kind),
        ("{base64url}", PlaceholderKind.Base64Url),
        ("{arpa}", PlaceholderKind.Arpa),
        ("{escaped}", PlaceholderKind.Escaped),
        (KeyMark, PlaceholderKind.Key),
    ];

    /// <summary>Whether the text tells what is asked about.</summary>
    public static bool IsIn(string text) =>
        All.Any(p => p.Kind is not (PlaceholderKind.Key or PlaceholderKind.Kind) && text.Contains(p.Mark, StringComparison.Ordinal));

    /// <summary>Whether the text is other for other IOCs.</summary>
    public static bool IsAnyIn(string text) => All.Any(p => text.Contains(p.Mark, StringComparison.Ordinal));

    /// <summary>What is wrong with the braces of a text; null when nothing is.</summary>
    public static string? Error(string text)
    {
        var rest = text;
        foreach (var (mark, _) in All)
        {
            rest = rest.Replace(mark, "", StringComparison.Ordinal);
        }

        var open = rest.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return rest.Contains('}', StringComparison.Ordinal) ? "has a \"}\" without \"{\"" : null;
        }

        var close = rest.IndexOf('}', open);
        return close < 0 ? "has a \"{\" without \"}\"" : $"no place \"{rest[open..(close + 1)]}\"; did you mean \"{Mark}\"?";
    }
}
