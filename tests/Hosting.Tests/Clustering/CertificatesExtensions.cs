using IocExplorer.Hosting.Clustering;
using IocExplorer.Testing.Clusters;

namespace IocExplorer.Hosting.Tests.Clustering;

internal static class CertificatesExtensions
{
    /// <summary>What a node of this CA shows and trusts.</summary>
    public static ClusterTls TlsOf(this Certificates certificates, string node)
    {
        var (certificate, key) = certificates.Of(node);
        return new(certificate, key, certificates.Ca);
    }
}
