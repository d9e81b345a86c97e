using System.Globalization;

namespace IocExplorer.Coordinator.Results;

/// <summary>Times as results show them: UTC, to the second, <c>2019-08-20T01:45:26Z</c>.</summary>
internal static class SeenText
{
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>First and last, with <c>..</c> between them; what is unknown is left out: <c>..2019-08-20T01:45:26Z</c>.</summary>
    public static string Of(Seen seen) => $"{(seen.First is { } first ? Of(first) : "")}..{(seen.Last is { } last ? Of(last) : "")}";
}
