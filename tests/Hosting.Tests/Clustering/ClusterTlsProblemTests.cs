using IocExplorer.Hosting.Clustering;
using IocExplorer.Testing.Clusters;

namespace IocExplorer.Hosting.Tests.Clustering;

public sealed class ClusterTlsProblemTests
{
    [Fact]
    public void Of_SettingsWithoutCertificates_IsNothing() => ClusterTls.Of(new()).ShouldBeNull();

    [Fact]
    public void Problem_OfAFileThatIsNotThere_NamesTheSettingAndTheFile() =>
        new ClusterTls("/nowhere/node.pem", "/nowhere/node.key", "/nowhere/ca.pem").Problem()
            .ShouldBe("node.remoting.certificate: there is no file /nowhere/node.pem; secrets/README.md says how to make it.");

    [Fact]
    public void Problem_OfACertificateOfTheSameCa_IsNone()
    {
        using var certificates = new Certificates("ca");

        ClusterTls.Of(certificates.RemotingOf("n1"))!.Problem().ShouldBeNull();
    }

    [Fact]
    public void Problem_OfACertificateOfAnotherCa_SaysThatNobodyWouldTalkToIt()
    {
        using var certificates = new Certificates("ca");
        using var others = new Certificates("ca");

        (ClusterTls.Of(others.RemotingOf("n1"))! with { Ca = certificates.Ca }).Problem().ShouldNotBeNull().ShouldContain("is not signed by");
    }
}
