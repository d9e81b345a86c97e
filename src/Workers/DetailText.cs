namespace IocExplorer.Workers;

/// <summary>What others wrote, fit for a message of ours: in one line, at most 200 characters of it, without the key.</summary>
internal static class DetailText
{
    private const int Longest = 200;

    public static string Of(string text, string? apiKey) => DisplayText.Sanitize(
        apiKey is { Length: > 0 } ? text.Replace(apiKey, "(key)", StringComparison.OrdinalIgnoreCase) : text, Longest, Unprintable.Blank);
}
