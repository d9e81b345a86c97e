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

    /// <summary>Whether it can stand in a header or a URL as it is.</summary>
    public static bool CanBeSent(string text) => text.All(c => c is > ' ' and < '\x7f');
}
