namespace IocExplorer.Workers.Definitions;

/// <summary>The <c>{value}</c> in a definition's path or query.</summary>
internal static class ValuePlace
{
    public const string Mark = "{value}";

    public static bool IsIn(string text) => text.Contains(Mark, StringComparison.Ordinal);

    /// <summary>What is wrong with the braces of a text; null when nothing is.</summary>
    public static string? Mistake(string text)
    {
        var rest = text.Replace(Mark, "", StringComparison.Ordinal);
        var open = rest.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return rest.Contains('}', StringComparison.Ordinal) ? "has a \"}\" without \"{\"" : null;
        }

        var close = rest.IndexOf('}', open);
        return close < 0 ? "has a \"{\" without \"}\"" : $"no place \"{rest[open..(close + 1)]}\"; did you mean \"{Mark}\"?";
    }
}
