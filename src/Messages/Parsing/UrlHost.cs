using System.Buffers;

namespace IocExplorer.Messages.Parsing;

/// <summary>The host of a URL, where all readers of the URL agree on it.</summary>
internal static class UrlHost
{
    // A star stands for the letters that some people blot out: h**p.
    private static readonly SearchValues<char> s_scheme =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.*");

    public static bool IsUrl(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf("://", StringComparison.Ordinal);
        return end > 0 && !text[..end].ContainsAnyExcept(s_scheme);
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

        var portFrom = host is ['[', ..] ? host.IndexOf(']') + 1 : host.LastIndexOf(':');
        if (portFrom > 0)
        {
            var port = host[portFrom..];
            host = host is ['[', ..] ? host[1..(portFrom - 1)] : host[..portFrom];
            reason = port.Length <= 6 && (port.IsEmpty || port[0] == ':') && !port[Math.Min(1, port.Length)..].ContainsAnyExceptInRange('0', '9')
                ? ""
                : "is a URL with a port that is none";
        }

        reason = host.IsEmpty ? "is a URL without a host" : reason;
        return reason.Length == 0;
    }
}
