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
}
