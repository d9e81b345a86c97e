namespace IocExplorer.Workers.Definitions.Requests;

/// <summary>The places in a definition's path, query and body: <c>{value}</c> and its relatives.</summary>
internal static class Placeholder
{
    public const string Mark = "{value}";
    public const string KeyMark = "{key}";

    /// <summary>All there are, whether each says what is asked about, and what stands there in a request.</summary>
    public static readonly IReadOnlyList<(string Mark, bool IsIoc, Func<PlaceholderValues, string> Value)> All =
    [
        (Mark, true, values => values.Ioc.Value),
        ("{kind}", false, values => values.Kind),
        ("{base64url}", true, values => values.Base64Url),
        ("{arpa}", true, values => values.Arpa),
        ("{escaped}", true, values => values.Escaped),
        (KeyMark, false, values => values.Key ?? ""),
    ];

    /// <summary>Whether the text tells what is asked about.</summary>
    public static bool IsIn(string text) => All.Any(p => p.IsIoc && text.Contains(p.Mark, StringComparison.Ordinal));

    /// <summary>Whether the text is other for other IOCs.</summary>
    public static bool IsAnyIn(string text) => All.Any(p => text.Contains(p.Mark, StringComparison.Ordinal));

    /// <summary>What is wrong with the braces of a text; null when nothing is.</summary>
    public static string? Error(string text)
    {
        var rest = text;
        foreach (var (mark, _, _) in All)
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
