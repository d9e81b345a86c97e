using IocExplorer.Hosting.Configuration;
using IocExplorer.Testing.Clusters;

namespace IocExplorer.Hosting.Tests.Clustering;

internal static class CertificatesExtensions
{
    /// <summary>For a node that shows a certificate of this CA and trusts its own.</summary>
    public static RemotingSettings RemotingOf(this Certificates certificates, string node)
    {
        var (certificate, key) = certificates.Of(node);
        return new() { Certificate = certificate, CertificateKey = key, Authority = certificates.Ca };
    }
}
