namespace IocExplorer.Workers.Configuration;

/// <summary>Distinguishes keys from placeholders.</summary>
internal static class ApiKeyText
{
    /// <summary>Whether this only holds the place of a key: <c>xxxxxxxx</c>, <c>...</c>, <c>&lt;your key&gt;</c>, <c>YOUR_API_KEY</c>.</summary>
    public static bool IsPlaceholder(string text) =>
        text.All(c => c is 'x' or 'X')
        || text.All(c => c is '*' or '.' or '-' or '_' or '?')
        || (text.StartsWith('<') && text.EndsWith('>'))
        || text.StartsWith("your", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The key within quotes, as people write it into <c>config.ini</c>, files and environment files, which all take quotes for a part of it. No key has any.
    /// </summary>
    public static string WithoutQuotes(string text) =>
        text is ['"', .., '"'] or ['\'', .., '\''] ? text[1..^1].Trim() : text;

    /// <summary>Whether it can stand in a header or a URL as it is.</summary>
    public static bool CanBeSent(string text) => text.All(c => c is > ' ' and < '\x7f');
}
