using System.Net.Http.Headers;
using System.Net.Http.Json;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Tokens;

namespace IocExplorer.Seed.Service;

/// <summary>The requests of the API that the console sends.</summary>
internal static class ServiceCalls
{
    /// <param name="seeds">A seed file in UTF-8.</param>
    /// <param name="options">For the query string; null values are left out.</param>
    /// <param name="key">The same for each try of one submission.</param>
    public static ServiceCall Submit(ReadOnlyMemory<byte> seeds, IEnumerable<(string Name, string? Value)> options, string key) =>
        new(HttpMethod.Post, "hunts" + Query(options), "The hunt was not submitted")
        {
            Content = () => new ReadOnlyMemoryContent(seeds) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv", "utf-8") } },
            IdempotencyKey = key,
        };

    /// <param name="before">Hunts older than this one; null for the newest.</param>
    public static ServiceCall Hunts(long? before, int limit) =>
        new(HttpMethod.Get, "hunts" + Query([("before", before is { } number ? $"{number}" : null), ("limit", $"{limit}")]), "The hunts were not listed");

    public static ServiceCall Hunt(long hunt) => new(HttpMethod.Get, $"hunts/{hunt}", $"Hunt {hunt} was not looked up");

    public static ServiceCall Watch(long hunt, bool silent) =>
        new(HttpMethod.Get, $"hunts/{hunt}/progress", $"Hunt {hunt} cannot be watched") { Accept = "text/event-stream", IsSilent = silent };

    public static ServiceCall Summary(long hunt) => new(HttpMethod.Get, $"hunts/{hunt}/summary", $"What came of hunt {hunt} was not looked up");

    public static ServiceCall Trees(long hunt, int limit) =>
        new(HttpMethod.Get, $"hunts/{hunt}/trees" + Query([("limit", $"{limit}")]), $"The trees of hunt {hunt} were not listed");

    public static ServiceCall Results(long hunt) =>
        new(HttpMethod.Get, $"hunts/{hunt}/results.zip", $"The results of hunt {hunt} were not fetched") { Accept = "application/zip" };

    /// <summary>What a hunt found.</summary>
    /// <param name="finding">As in the API: <c>report</c>.</param>
    /// <param name="options">For the query string.</param>
    /// <param name="mediaType">Of the answer that is wanted.</param>
    /// <param name="failure">What it means when it fails.</param>
    public static ServiceCall Finding(long hunt, string finding, IEnumerable<(string Name, string? Value)> options, string mediaType, string failure) =>
        new(HttpMethod.Get, $"hunts/{hunt}/{finding}" + Query(options), failure) { Accept = mediaType };

    /// <param name="verb">As in the API: <c>pause</c>.</param>
    /// <param name="done">As in a sentence: <c>paused</c>.</param>
    public static ServiceCall Order(long hunt, string verb, string done) =>
        new(HttpMethod.Post, $"hunts/{hunt}/{verb}", $"Hunt {hunt} was not {done}");

    public static ServiceCall Delete(long hunt) => new(HttpMethod.Delete, $"hunts/{hunt}", $"Hunt {hunt} was not deleted");

    public static ServiceCall Nodes { get; } = new(HttpMethod.Get, "nodes", "The nodes were not listed");

    public static ServiceCall Tokens { get; } = new(HttpMethod.Get, "tokens", "The tokens were not listed");

    /// <summary>Not repeated in doubt: the first answer may have held the only copy of the token.</summary>
    public static ServiceCall MakeToken(string name, TokenRole role) => new(HttpMethod.Post, "tokens", $"The token {name} was not made")
    {
        Content = () => JsonContent.Create(new NewToken(name, role), ServiceJson.Default.NewToken),
        MayRepeat = false,
    };

    public static ServiceCall RevokeToken(string name) =>
        new(HttpMethod.Delete, $"tokens/{Uri.EscapeDataString(name)}", $"The token {name} was not revoked");

    private static string Query(IEnumerable<(string Name, string? Value)> options)
    {
        var text = string.Join('&', options.Where(o => o.Value is not null).Select(o => $"{o.Name}={Uri.EscapeDataString(o.Value!)}"));
        return text.Length > 0 ? "?" + text : "";
    }
}
