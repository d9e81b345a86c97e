using System.Net;

namespace IocExplorer.Seed.Service;

/// <summary>The address of a coordinator. Any of them answers for any hunt.</summary>
internal sealed class ServiceAddress
{
    /// <summary>The default address of a coordinator.</summary>
    public const string Default = "http://127.0.0.1:8080";

    private readonly Uri _root;

    private ServiceAddress(Uri root) => _root = root;

    /// <summary>Whether what is sent there can be read on the way.</summary>
    public bool IsPlain => _root.Scheme == Uri.UriSchemeHttp;

    /// <summary>Whether it never leaves this machine. A name counts only when it is <c>localhost</c>: any other may lead anywhere.</summary>
    public bool IsLoopback => IPAddress.TryParse(_root.DnsSafeHost, out var address)
        ? IPAddress.IsLoopback(address)
        : _root.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    /// <param name="text">As the user wrote it.</param>
    /// <param name="why">A clause after "it". Never contains the text: it may hold a password.</param>
    public static ServiceAddress? Read(string text, out string why)
    {
        why = "";
        if (!HttpUrl.TryParse(text, out var url))
        {
            why = "must be a whole URL that begins with http:// or https://, such as " + Default;
        }
        else if (url.UserInfo.Length > 0)
        {
            why = "holds a user name or a password: give a token with --token-file instead";
        }
        else if (url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            why = "has something behind ? or #: give the address alone, such as " + Default;
        }

        return why.Length > 0 ? null : new(new UriBuilder(url!) { Path = url!.AbsolutePath.TrimEnd('/') + "/" }.Uri);
    }

    /// <param name="path">Below the API's root, without a slash at its beginning.</param>
    public Uri Of(string path) => new(_root, "api/v1/" + path);

    public override string ToString() => _root.AbsoluteUri.TrimEnd('/');
}
