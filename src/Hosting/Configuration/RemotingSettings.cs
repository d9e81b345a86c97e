using System.Net;

namespace IocExplorer.Hosting.Configuration;

/// <summary>
/// How the nodes of a service reach each other. Every process that reaches the port can send messages to the node: off this machine, certificates on
/// both sides keep others away.
/// </summary>
public sealed record RemotingSettings
{
    /// <summary>The address or name it listens at. Default 127.0.0.1: nodes of this machine only.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0 to 65535, default 0: any that is free.</summary>
    public int Port { get; init; }

    /// <summary>
    /// What the others call it when that is not <see cref="Host"/>, such as behind a proxy or in a container. Null: see <see cref="AdvertisedHost"/>.
    /// </summary>
    public string? PublicHost { get; init; }

    /// <summary>1 to 65535: the port at which the others reach it when that is not <see cref="Port"/>, such as behind a proxy. Null: the same.</summary>
    public int? PublicPort { get; init; }

    /// <summary>Off this machine without certificates all the same: for isolated networks. Default false.</summary>
    public bool Insecure { get; init; }

    /// <summary>Full path of the node's certificate (PEM), or null.</summary>
    public string? Certificate { get; init; }

    /// <summary>Full path of the certificate's private key (PEM), or null.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Full path of the certificate of the authority that signed those of all nodes (PEM), or null.</summary>
    public string? Authority { get; init; }

    /// <summary>Whether all three files are there to be used.</summary>
    public bool HasCertificates => Certificate is not null && CertificateKey is not null && Authority is not null;

    /// <summary>Whether it is reachable from this machine only.</summary>
    public bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (Address is { } address && IPAddress.IsLoopback(address));

    /// <summary>The host that other nodes use: the public host, else the host, else, where it listens at every address, the name of this machine.</summary>
    public string AdvertisedHost => PublicHost
        ?? (Address is { } address && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) ? Dns.GetHostName() : Host);

    private IPAddress? Address => IPAddress.TryParse(Host.Trim('[', ']'), out var address) ? address : null;
}
