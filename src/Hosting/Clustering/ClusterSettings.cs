using System.Net;
using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting.Clustering;

/// <summary>How other nodes reach this one: <c>node.remoting</c>. Whoever reaches the port may send messages, so off loopback both sides show certificates.</summary>
public sealed record ClusterSettings
{
    /// <summary>The address to listen on. Default 127.0.0.1: nodes of this machine alone. 0.0.0.0 needs <see cref="PublicHost"/>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port to listen on, 0 to 65535. Default 0: any free one; the others find it in the database.</summary>
    public int Port { get; init; }

    /// <summary>The name or address under which the others reach this node. Default: <see cref="Host"/>.</summary>
    public string? PublicHost { get; init; }

    /// <summary>Certificates of this node and of those it trusts. Default none: loopback only.</summary>
    public ClusterTls? Tls { get; init; }

    /// <summary>Allows to listen off loopback without certificates, in a network that nobody else is in. Default false.</summary>
    public bool Insecure { get; init; }

    /// <summary>As they were read and checked.</summary>
    public static ClusterSettings Of(RemotingSettings settings) => new()
    {
        Host = settings.Host,
        Port = settings.Port,
        PublicHost = settings.AdvertisedHost,
        Insecure = settings.Insecure,
        Tls = settings.HasCertificates ? new(settings.Certificate!, settings.CertificateKey!, settings.Authority!) : null,
    };

    /// <summary>What is wrong, each with its setting and what to do; empty when all is well. Reads the certificates.</summary>
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Host))
        {
            yield return "node.remoting.host is empty: name the address to listen on, such as 127.0.0.1, or leave it out.";
            yield break;
        }

        if (Port is < 0 or > 65535)
        {
            yield return $"node.remoting.port is {Port}: it has to be from 1 to 65535, or 0 for any free port.";
        }

        if (PublicHost is null && IPAddress.TryParse(Host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
        {
            yield return $"node.remoting.host is {Host}, all addresses of this machine: set node.remoting.publicHost to the one under which the other nodes reach it.";
        }

        if (!IsLoopback && Tls is null && !Insecure)
        {
            yield return $"node.remoting.host is {Host}, which other machines can reach, and whoever reaches it may send messages: set node.remoting.certificate, "
                + "certificateKey and authority, or node.remoting.insecure = true when nobody else is in that network.";
        }

        if (Tls is not null && Insecure)
        {
            yield return "node.remoting.insecure is true and node.remoting.certificate is set: take one of them away.";
        }

        if (Tls?.Problem() is { } problem)
        {
            yield return problem;
        }
    }

    private bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out var ip) && IPAddress.IsLoopback(ip));
}
