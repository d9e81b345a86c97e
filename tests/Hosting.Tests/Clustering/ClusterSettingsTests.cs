using IocExplorer.Hosting.Clustering;
using IocExplorer.Testing.Clusters;

namespace IocExplorer.Hosting.Tests.Clustering;

public sealed class ClusterSettingsTests
{
    [Fact]
    public void Problems_ByDefault_AreNone() => new ClusterSettings().Problems().ShouldBeEmpty();

    [Fact]
    public void Problems_OffLoopbackWithoutCertificates_SayWhatToDo() =>
        new ClusterSettings { Host = "192.0.2.1" }.Problems().ShouldHaveSingleItem().ShouldBe(
            "node.remoting.host is 192.0.2.1, which other machines can reach, and whoever reaches it may send messages: set node.remoting.certificate, "
            + "certificateKey and authority, or node.remoting.insecure = true when nobody else is in that network.");

    [Fact]
    public void Problems_OffLoopbackInsecureByWish_AreNone() => new ClusterSettings { Host = "worker-1", Insecure = true }.Problems().ShouldBeEmpty();

    [Fact]
    public void Problems_OfAllAddresses_AskForThePublicOne() =>
        new ClusterSettings { Host = "0.0.0.0", Insecure = true }.Problems().ShouldHaveSingleItem().ShouldContain("node.remoting.publicHost");

    [Fact]
    public void Problems_OfPortAndFiles_ComeAllAtOnce()
    {
        var settings = new ClusterSettings { Port = 70000, Tls = new("/nowhere/node.pem", "/nowhere/node.key", "/nowhere/ca.pem"), Insecure = true };

        settings.Problems().Select(problem => problem.Split(' ')[0]).ShouldBe(["node.remoting.port", "node.remoting.insecure", "node.remoting.certificate:"]);
    }

    [Fact]
    public void Problems_OfACertificateOfTheSameCa_AreNone()
    {
        using var certificates = new Certificates("ca");

        new ClusterSettings { Host = "worker-1", Tls = certificates.TlsOf("n1") }.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void Problems_OfACertificateOfAnotherCa_SayThatNobodyWouldTalkToIt()
    {
        using var certificates = new Certificates("ca");
        using var others = new Certificates("ca");

        new ClusterSettings { Tls = others.TlsOf("n1") with { Ca = certificates.Ca } }.Problems().ShouldHaveSingleItem().ShouldContain("is not signed by");
    }
}
