using IocExplorer.Messages.Parsing;

namespace IocExplorer.Messages;

/// <summary>The host that an IOC names.</summary>
public static class IocHost
{
    /// <summary>A domain itself, the domain of an e-mail address, the host of a URL when it is a name; else empty. In normal form.</summary>
    public static string NameOf(Ioc ioc) => ioc.Type switch
    {
        IocType.Domain => ioc.Value,
        IocType.Email => ioc.Value[(ioc.Value.IndexOf('@', StringComparison.Ordinal) + 1)..],
        IocType.Url => UrlText.HostOf(ioc.Value) is { Type: IocType.Domain } host ? host.Value : "",
        _ => "",
    };

    /// <summary>Whether its host is one of these domains or lies below one.</summary>
    /// <param name="domains">In normal form.</param>
    public static bool IsWithin(Ioc ioc, IReadOnlyList<string> domains) =>
        NameOf(ioc) is { Length: > 0 } name && domains.Any(domain => name == domain || name.EndsWith($".{domain}", StringComparison.Ordinal));
}
