namespace IocExplorer.Workers.Definitions.Model;

/// <summary>Tells the kind of an IOC.</summary>
public static class IocKinds
{
    private static readonly string[] Names = ["md5", "sha1", "sha256", "ipv4", "ipv6", "registered", "host", "email", "url"];

    // Labels below which a country's registry sells names. The whole public suffix list is 300 kB; where these few are wrong, a source is told
    // "host" for a registered domain and answers about less.
    private static readonly HashSet<string> SecondLevels = new(StringComparer.Ordinal)
    {
        "ac", "co", "com", "edu", "gob", "gouv", "gov", "govt", "gv", "id", "ind", "info",
        "ltd", "me", "mil", "ne", "net", "nom", "or", "org", "plc", "sch", "web",
    };

    public static string Name(this IocKind kind) => Names[(int)kind - 1];

    public static IocType TypeOf(this IocKind kind) => kind switch
    {
        IocKind.Md5 or IocKind.Sha1 or IocKind.Sha256 => IocType.File,
        IocKind.Ipv4 or IocKind.Ipv6 => IocType.IpAddress,
        IocKind.Registered or IocKind.Host => IocType.Domain,
        IocKind.Email => IocType.Email,
        _ => IocType.Url,
    };

    public static IocKind Of(Ioc ioc) => ioc.Type switch
    {
        IocType.File => ioc.HashKind switch
        {
            FileHashKind.Md5 => IocKind.Md5,
            FileHashKind.Sha1 => IocKind.Sha1,
            _ => IocKind.Sha256,
        },
        IocType.IpAddress => ioc.Value.Contains(':', StringComparison.Ordinal) ? IocKind.Ipv6 : IocKind.Ipv4,
        IocType.Domain => IsRegistered(ioc.Value) ? IocKind.Registered : IocKind.Host,
        IocType.Email => IocKind.Email,
        _ => IocKind.Url,
    };

    private static bool IsRegistered(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length <= 2 || (labels is [_, var second, { Length: 2 }] && SecondLevels.Contains(second));
    }
}
