namespace IocExplorer.Workers.Definitions.Model;

/// <summary>What sources tell apart within the IOC types. Written names are in <see cref="IocKinds"/>.</summary>
public enum IocKind
{
    Md5 = 1,
    Sha1 = 2,
    Sha256 = 3,
    Ipv4 = 4,
    Ipv6 = 5,

    /// <summary>A domain as registrars sell it: <c>example.co.uk</c>.</summary>
    Registered = 6,

    /// <summary>A name below a registered domain.</summary>
    Host = 7,

    Email = 8,
    Url = 9,
}
