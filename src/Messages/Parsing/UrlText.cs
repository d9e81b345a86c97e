using System.Globalization;
using System.Text;

namespace IocExplorer.Messages.Parsing;

/// <summary>
/// URLs as indicators: <c>http</c>, <c>https</c> and <c>ftp</c> with a host. Path and query stay as written, because only the server knows what they mean.
/// Scheme and host are in lower case, the scheme's default port is left out, an empty path is <c>/</c> (RFC 3986, 6.2.3), and what is no printable ASCII is
/// percent-encoded. Our own because <see cref="System.Uri"/> rewrites paths (dot segments, escapes) and accepts hosts that are read differently elsewhere.
/// </summary>
internal static class UrlText
{
    private const int Longest = 2048;

    public static bool IsNormal(ReadOnlySpan<char> text) =>
        text.Length <= Longest
        && !text.ContainsAnyExceptInRange('!', '~')
        && (text.StartsWith("http://", StringComparison.Ordinal)
            || text.StartsWith("https://", StringComparison.Ordinal)
            || text.StartsWith("ftp://", StringComparison.Ordinal))
        && UrlHost.TryGet(text, out var host, out _)
        && (DomainName.IsNormal(host) || IpAddress.IsNormal(host))
        && IsNormalBehindHost(text[..text.IndexOf(':')], BehindHost(text, host));

    public static bool TryNormalise(string plain, out string value, out string reason)
    {
        value = "";
        var colon = plain.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0 || SchemeOf(plain.AsSpan(0, colon)) is not { } scheme)
        {
            reason = "is no http, https or ftp URL";
            return false;
        }

        if (!UrlHost.TryGet(plain, out var host, out reason))
        {
            return false;
        }

        string normal;
        if (IpAddress.HasShape(host)
            ? !IpAddress.TryNormalise(host.ToString(), out normal, out reason)
            : !DomainName.TryNormalise(host, wildcard: false, out normal, out reason))
        {
            return false;
        }

        var behind = BehindHost(plain, host);
        var port = PortOf(behind);
        var path = behind[port.Length..];
        var shown = normal.Contains(':', StringComparison.Ordinal) ? $"[{normal}]" : normal;
        value = $"{scheme}://{shown}{NormalPort(scheme, port)}{(path is ['/', ..] ? "" : "/")}{Encoded(path)}";
        reason = value.Length > Longest ? "is longer than 2,048 characters" : "";
        return reason.Length == 0;
    }

    /// <summary>Of a URL in its normal form; null for one that was taken once and would be refused today.</summary>
    public static Ioc? HostOf(string url) =>
        !UrlHost.TryGet(url, out var host, out _) ? null
        : new(IpAddress.IsNormal(host) ? IocType.IpAddress : IocType.Domain, host.ToString());

    /// <summary>A port, and what the server makes of the rest.</summary>
    private static ReadOnlySpan<char> BehindHost(ReadOnlySpan<char> url, ReadOnlySpan<char> host)
    {
        var behind = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        behind = behind[(behind.IndexOf(host, StringComparison.Ordinal) + host.Length)..];
        return behind is [']', ..] ? behind[1..] : behind;
    }

    private static bool IsNormalBehindHost(ReadOnlySpan<char> scheme, ReadOnlySpan<char> behind)
    {
        var port = PortOf(behind);
        return behind[port.Length..] is ['/', ..] && NormalPort(scheme, port).SequenceEqual(port);
    }

    private static ReadOnlySpan<char> PortOf(ReadOnlySpan<char> behind)
    {
        var end = behind is [':', ..] ? behind.IndexOfAny("/?#") : 0;
        return end < 0 ? behind : behind[..end];
    }

    /// <summary>With its colon; empty where it is the port that the scheme means anyway.</summary>
    private static ReadOnlySpan<char> NormalPort(ReadOnlySpan<char> scheme, ReadOnlySpan<char> port)
    {
        var digits = port.TrimStart(':');
        var number = digits.TrimStart('0');
        return digits.IsEmpty || number.SequenceEqual(scheme switch { "http" => "80", "https" => "443", _ => "21" }) ? []
            : number.IsEmpty ? ":0"
            : number.Length == digits.Length ? port
            : $":{number}";
    }

    private static string? SchemeOf(ReadOnlySpan<char> scheme)
    {
        var isSecure = scheme is [.., 's' or 'S'];
        var plain = isSecure ? scheme[..^1] : scheme;
        return plain.Equals("meow", StringComparison.OrdinalIgnoreCase)
            || plain is ['h' or 'H', 't' or 'T' or 'x' or 'X' or '*', 't' or 'T' or 'x' or 'X' or '*', 'p' or 'P']
                ? isSecure ? "https" : "http"
            : scheme.Equals("ftp", StringComparison.OrdinalIgnoreCase) || scheme is ['f' or 'F', 'x' or 'X' or '*', 'p' or 'P'] ? "ftp"
            : null;
    }

    private static string Encoded(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExceptInRange('!', '~'))
        {
            return text.ToString();
        }

        var encoded = new StringBuilder(text.Length * 2);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is > ' ' and <= '~')
            {
                encoded.Append((char)rune.Value);
                continue;
            }

            foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return encoded.ToString();
    }
}
