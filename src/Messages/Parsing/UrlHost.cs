using System.Buffers;
using System.Globalization;

namespace IocExplorer.Messages.Parsing;

/// <summary>
/// The host of a URL. A URL that browsers, libraries and proxies would read as different hosts is refused, which <see cref="System.Uri"/> does not do.
/// </summary>
internal static class UrlHost
{
    // Stars replace letters that were masked: h**p.
    private static readonly SearchValues<char> s_scheme =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.*");

    public static bool IsUrl(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf("://", StringComparison.Ordinal);
        return end > 0 && !text[..end].ContainsAnyExcept(s_scheme);
    }

    /// <summary>
    /// Without a name and password in front of the host (<c>ftp://logs:secret@ftp.example.com</c>), where they cannot be taken for a host: what holds a dot
    /// or a backslash can.
    /// </summary>
    public static string WithoutAccount(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var authority = url.AsSpan(start);
        authority = authority.IndexOfAny("/?#") is >= 0 and var end ? authority[..end] : authority;
        var at = authority.IndexOf('@');
        return at < 0 || authority[..at].ContainsAny('.', '\\') ? url : string.Concat(url.AsSpan(0, start), url.AsSpan(start + at + 1));
    }

    public static bool TryGet(ReadOnlySpan<char> url, out ReadOnlySpan<char> host, out string reason)
    {
        host = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var end = host.IndexOfAny("/?#");
        host = end < 0 ? host : host[..end];

        // "good.com@evil.com" and "good.com\@evil.com" name one host to a person and another to a browser.
        reason = host.ContainsAny('@', '\\') ? "is a URL whose host is ambiguous; give the host alone" : "";
        if (reason.Length > 0)
        {
            return false;
        }

        // What stands in square brackets is an IPv6 address; otherwise the last colon begins the port.
        var authority = host;
        var close = host is ['[', ..] ? host.IndexOf(']') : -1;
        var colon = close >= 0 ? close + 1 : host.LastIndexOf(':');
        var port = colon >= 0 ? host[colon..] : [];
        host = close >= 0 ? host[1..close] : colon >= 0 ? host[..colon] : host;
        if (!port.IsEmpty && (port[0] != ':' || !IsPort(port[1..])))
        {
            reason = "is a URL with a port that is none";
        }

        // Of "2001:db8::1:80" nobody knows whether it ends in a port.
        reason = host.IsEmpty ? "is a URL without a host"
            : host[0] == '[' ? "is a URL with a bracket that is not closed"
            : close >= 0 || !host.Contains(':') ? reason
            : Ipv6Address.TryParse(authority, out _) || Ipv6Address.TryParse(host, out _) ? "is a URL whose IPv6 address has no brackets around it"
            : "is a URL with a port that is none";
        return reason.Length == 0;
    }

    /// <summary>Without its colon; none at all is the one that the scheme means. NULs behind the digits, which .NET takes for nothing, are no port.</summary>
    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.IsEmpty || (!text.ContainsAnyExceptInRange('0', '9') && ushort.TryParse(text, NumberStyles.None, null, out _));
}
