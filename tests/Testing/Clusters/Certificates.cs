using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IocExplorer.Testing.Clusters;

/// <summary>A CA of its own and certificates that it signed, as PEM files in a temporary folder.</summary>
public sealed class Certificates : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("certificates-").FullName;
    private readonly X509Certificate2 _ca;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Certificates(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _ca = request.CreateSelfSigned(From, To);
        File.WriteAllText(Path.Combine(_folder, "ca.pem"), _ca.ExportCertificatePem());
    }

    private static DateTimeOffset From => TimeProvider.System.GetUtcNow().AddDays(-1);

    private static DateTimeOffset To => From.AddDays(30);

    /// <summary>The file with the certificate of the CA.</summary>
    public string Ca => Path.Combine(_folder, "ca.pem");

    /// <summary>The files of a node of this CA.</summary>
    public (string Certificate, string Key) Of(string node)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={node}", key, HashAlgorithmName.SHA256);
        using var certificate = request.Create(_ca.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), From.AddHours(1), To.AddHours(-1),
            [1, 2, 3, (byte)node.Length]);
        var (certificateFile, keyFile) = (Path.Combine(_folder, $"{node}.pem"), Path.Combine(_folder, $"{node}.key"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificateFile, keyFile);
    }

    public void Dispose()
    {
        _ca.Dispose();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
