using System.Diagnostics.CodeAnalysis;

namespace IocExplorer.Messages;

/// <summary>Addresses that are asked: a source, a coordinator, a place of lists.</summary>
public static class HttpUrl
{
    /// <summary>Reads an absolute URL whose scheme is <c>http</c> or <c>https</c> and whose host can be looked up. Blanks around it do not count.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Uri? url)
    {
        if (Uri.TryCreate(text?.Trim(), UriKind.Absolute, out url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && HasHost(url))
        {
            return true;
        }

        url = null;
        return false;
    }

    /// <summary>
    /// Whether the host can be looked up. .NET takes letters that no name may hold, and throws only when the host's form for the network is read.
    /// </summary>
    public static bool HasHost(Uri url)
    {
        try
        {
            return url.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }
}
