using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>A request to a source of its own dialect, taken apart.</summary>
internal sealed class DialectRequest
{
    private readonly IReadOnlyDictionary<string, string> _query;
    private readonly IReadOnlyDictionary<string, string> _form;
    private readonly IHeaderDictionary _headers;

    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query below the source's prefix, beginning with a slash.</param>
    /// <param name="headers">As they came.</param>
    /// <param name="body">Empty when there is none.</param>
    public DialectRequest(string method, string target, IHeaderDictionary headers, string body)
    {
        var end = target.IndexOf('?', StringComparison.Ordinal);
        Method = method;
        Path = end < 0 ? target : target[..end];
        var inner = Path.TrimEnd('/');
        Segments = inner.Length == 0 ? [] : [.. inner[1..].Split('/').Select(Uri.UnescapeDataString)];
        _query = Pairs(end < 0 ? "" : target[(end + 1)..]);
        _headers = headers;
        var type = headers.ContentType.ToString();
        _form = type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ? Pairs(body) : new Dictionary<string, string>();
        Json = type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) ? Parse(body) : null;
    }

    public string Method { get; }

    /// <summary>As it came, still encoded.</summary>
    public string Path { get; }

    /// <summary>Of the path, decoded.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>The body, where it says that it is JSON and is.</summary>
    public JsonElement? Json { get; }

    public string? Parameter(string name) => _query.GetValueOrDefault(name);

    public string? Field(string name) => _form.GetValueOrDefault(name);

    /// <summary>Null when it is missing or empty.</summary>
    public string? Header(string name) => _headers[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>User and password of basic authentication, with a colon between.</summary>
    public string? BasicCredentials() => Header("Authorization") is { } header && header.StartsWith("Basic ", StringComparison.Ordinal)
        ? Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..]))
        : null;

    /// <summary>A whole number of the query; the fallback when it is not there or none.</summary>
    public int Number(string name, int fallback) => int.TryParse(Parameter(name), out var number) ? number : fallback;

    /// <summary>Whether the path is this pattern; <c>*</c> stands for one segment.</summary>
    public bool Is(string method, params ReadOnlySpan<string> pattern)
    {
        if (Method != method || Segments.Count != pattern.Length)
        {
            return false;
        }

        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != "*" && pattern[i] != Segments[i])
            {
                return false;
            }
        }

        return true;
    }

    private static Dictionary<string, string> Pairs(string text)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            pairs[Decode(parts[0])] = parts.Length > 1 ? Decode(parts[1]) : "";
        }

        return pairs;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static JsonElement? Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
