using System.Buffers;
using System.Globalization;
using System.Text;

namespace IocExplorer.Workers.Definitions.Requests;

/// <summary>Where an operation's requests go: all that can be worked out before the IOC is known.</summary>
internal sealed class RequestTemplate
{
    // Stands for the IOC while .NET brings the rest of the URL into its normal form.
    private const string Stand = "IOC0VALUE0STANDS0HERE";

    // What a path segment may hold as it is (RFC 3986), but for the characters that some server reads as something else.
    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@:");

    private static readonly SearchValues<char> QueryCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private readonly string _start;
    private readonly PositionedText _path;
    private readonly PositionedText _query;
    private readonly HashSet<string> _parameters;

    private RequestTemplate(Uri origin, string path, string query)
    {
        Origin = origin;
        _start = $"{origin.Scheme}://{origin.Authority}";
        PathAndQuery = query.Length == 0 ? path : $"{path}?{query}";
        _path = new(path, StandFor);
        _query = new(query, StandFor);
        _parameters = [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')[0])];
    }

    /// <summary>Scheme, host and port.</summary>
    public Uri Origin { get; }

    /// <summary>For recognising whether two templates ask the same.</summary>
    public string PathAndQuery { get; }

    /// <summary>Whether the IOC is sent at all.</summary>
    public bool SendsValue => _path.SendsValue || _query.SendsValue;

    /// <summary>Makes one of a URL with <c>{value}</c> in it.</summary>
    /// <param name="query">Further parameters; those that the URL has already are left out.</param>
    /// <param name="template">Null when the URL is none.</param>
    public static bool TryCreate(string url, IEnumerable<KeyValuePair<string, string>> query, out RequestTemplate? template, out string reason)
    {
        template = null;
        reason = !HttpUrl.TryParse(WithStands(url), out var uri) ? "is no http or https URL"
            : uri.UserInfo.Length > 0 ? "must not hold a user name or password"
            : uri.Fragment.Length > 0 ? "must not hold \"#\""
            : Placeholder.All.Any(p => uri.Authority.Contains(StandFor(p.Mark), StringComparison.OrdinalIgnoreCase)) ? "must not have the IOC in the host name"
            : "";
        if (reason.Length > 0)
        {
            return false;
        }

        var own = uri!.Query.TrimStart('?');
        var names = own.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => Uri.UnescapeDataString(p.Split('=')[0]))
            .ToHashSet(StringComparer.Ordinal);
        var added = query.Where(q => !names.Contains(q.Key)).Select(q => $"{EncodeForQuery(q.Key)}={EncodeAround(q.Value)}");
        var all = string.Join('&', added.Prepend(own).Where(q => q.Length > 0));
        template = new(new Uri(uri.GetLeftPart(UriPartial.Authority)), uri.AbsolutePath, all);
        return true;
    }

    /// <summary>
    /// Puts a path behind a base URL. Steps that the base ends with and the path begins with stand once: <c>https://host/api</c> and
    /// <c>/api/x</c> are <c>https://host/api/x</c>.
    /// </summary>
    public static string Join(Uri baseUrl, string path)
    {
        var root = baseUrl.AbsoluteUri.TrimEnd('/');
        var steps = path.Split('/');
        for (var count = steps.Length - 1; count >= 2; count--)
        {
            var head = string.Join('/', steps[..count]);
            if (root.Length - baseUrl.GetLeftPart(UriPartial.Authority).Length >= head.Length && root.EndsWith(head, StringComparison.Ordinal))
            {
                return root + path[head.Length..];
            }
        }

        return root + path;
    }

    /// <summary>Whether the URL has this query parameter of its own.</summary>
    public bool HasParameter(string name) => _parameters.Contains(EncodeForQuery(name));

    public Uri For(in PlaceholderValues texts, IReadOnlyList<KeyValuePair<string, string>> more)
    {
        var url = new StringBuilder(256).Append(_start);
        _path.AppendTo(url, texts, EncodeForPath);
        var separator = '?';
        if (_parameters.Count > 0)
        {
            _query.AppendTo(url.Append('?'), texts, EncodeForQuery);
            separator = '&';
        }

        for (var i = 0; i < more.Count; i++)
        {
            url.Append(separator).Append(EncodeForQuery(more[i].Key)).Append('=').Append(EncodeForQuery(more[i].Value));
            separator = '&';
        }

        return Exactly(url.ToString());
    }

    /// <summary>A URL that goes over the wire as it is written: .NET would decode some of what was encoded on purpose.</summary>
    public static Uri Exactly(string url) => new(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    // A lone "." or ".." would be a step of the path to every server on the way.
    public static string EncodeForPath(string value) =>
        value is "." or ".." ? value.Replace(".", "%2E", StringComparison.Ordinal) : Encode(value, PathCharacters);

    public static string EncodeForQuery(string value) => Encode(value, QueryCharacters);

    // Marks hold characters that encoding would change; what stands for them does not.
    private static string EncodeAround(string value) => EncodeForQuery(WithStands(value));

    private static string WithStands(string text)
    {
        foreach (var (mark, _, _) in Placeholder.All)
        {
            text = text.Replace(mark, StandFor(mark), StringComparison.Ordinal);
        }

        return text;
    }

    // "IOC0VALUE0STANDS0HERE" and its like.
    private static string StandFor(string mark) => mark == Placeholder.Mark ? Stand : $"IOC0{mark[1..^1].ToUpperInvariant()}0STANDS0HERE";

    private static string Encode(string value, SearchValues<char> asIs)
    {
        if (!value.AsSpan().ContainsAnyExcept(asIs))
        {
            return value;
        }

        var encoded = new StringBuilder(value.Length * 3);
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            if (asIs.Contains((char)octet))
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return encoded.ToString();
    }
}
