using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Remote.Transport.DotNetty;
using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting.Clustering;

/// <summary>
/// The certificates of the wire between nodes: each side shows one, and each side takes those alone that this CA has signed. Read at start: new
/// ones count after a restart, node by node.
/// </summary>
/// <param name="Certificate">A PEM file: this node's certificate; what follows it are those between it and the CA.</param>
/// <param name="Key">A PEM file: the private key of it, without a password.</param>
/// <param name="Ca">A PEM file: one certificate or more that are trusted, and no others, not even those that the machine trusts.</param>
public sealed record ClusterTls(string Certificate, string Key, string Ca)
{
    /// <summary>What is configured; null without certificates.</summary>
    public static ClusterTls? Of(RemotingSettings settings) =>
        settings.HasCertificates ? new(settings.Certificate!, settings.CertificateKey!, settings.Authority!) : null;

    /// <summary>Null when all three can be read and the certificate is one of this CA's.</summary>
    public string? Problem()
    {
        foreach (var (setting, path) in new[] { ("certificate", Certificate), ("certificateKey", Key), ("authority", Ca) })
        {
            if (!File.Exists(path))
            {
                return $"node.remoting.{setting}: there is no file {path}; secrets/README.md says how to make it.";
            }
        }

        try
        {
            using var own = LoadOwn();
            return IsSignedBy(LoadTrusted(), own, [])
                ? null
                : $"node.remoting.certificate: {Certificate} is not signed by {Ca}, or not valid now: no other node would talk to this one.";
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"node.remoting.certificate: {Certificate}, {Key} or {Ca} cannot be read as PEM: {unreadable.Message}";
        }
    }

    /// <summary>
    /// For the transport. Names in certificates are not compared: nodes have addresses, and every holder of a certificate of this CA is a node.
    /// </summary>
    public DotNettySslSetup ToSetup()
    {
        var trusted = LoadTrusted();
        return new(
            LoadOwn(),
            suppressValidation: false,
            requireMutualAuthentication: true,
            validateCertificateHostname: false,
            customValidator: (certificate, chain, _, _, _) => certificate is not null && IsSignedBy(trusted, certificate, chain?.ChainPolicy.ExtraStore ?? []));
    }

    private static bool IsSignedBy(X509Certificate2Collection trusted, X509Certificate2 certificate, X509Certificate2Collection between)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.ExtraStore.AddRange(between);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private X509Certificate2 LoadOwn() => X509Certificate2.CreateFromPemFile(Certificate, Key);

    private X509Certificate2Collection LoadTrusted()
    {
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPemFile(Ca);
        return trusted;
    }
}
