using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Testing;
using IocExplorer.Testing.Clusters;
using Cluster = Akka.Cluster.Cluster;

namespace IocExplorer.Hosting.Tests.Clustering;

[Collection("clusters")]
public sealed class ClusterTlsTests : IDisposable
{
    private readonly Certificates _certificates = new("ours");

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task NodesWithCertificatesOfOneCa_FormACluster_AndAStrangersGetsNowhere()
    {
        using var strange = new Certificates("ours");
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var one = StartNode(database, "one", _certificates.RemotingOf("one"));
        await one.SeesAsync("start", "one");
        await using var two = StartNode(database, "two", _certificates.RemotingOf("two"));
        await one.SeesAsync("start", "one", "two");
        var systems = (await one.UpAsync("start"), await two.UpAsync("start"));

        await using var stranger = StartNode(database, "stranger", strange.RemotingOf("stranger"));
        await stranger.LoggedAsync("stranger", "it ended by itself");

        await one.SeesAsync("after the stranger", "one", "two");
        (await one.UpAsync("after the stranger"), await two.UpAsync("after the stranger")).ShouldBe(systems);
    }

    [Fact]
    public async Task PeerWithoutACertificate_GetsNowhere_AndTheNodeLivesOn()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var node = StartNode(database, "node", _certificates.RemotingOf("node"));
        await node.SeesAsync("start", "node");
        var system = await node.UpAsync("start");
        var port = Cluster.Get(system).SelfAddress.Port!.Value;

        (await IsHeardAsync(port)).ShouldBeFalse();

        await using var open = StartNode(database, "open", new());
        await open.LoggedAsync("no certificate", "cluster-join:");
        await using var second = StartNode(database, "second", _certificates.RemotingOf("second"));
        await node.SeesAsync("after the others", "node", "second");
        (await node.UpAsync("after the others")).ShouldBe(system);
        open.Engine.Members.ShouldBeEmpty();
    }

    /// <summary>Whether a peer that shows no certificate is talked to. The refusal comes with the first read at the latest.</summary>
    private static async Task<bool> IsHeardAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
#pragma warning disable CA5359 // An intruder does not care who it talks to.
        await using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
        try
        {
            await tls.AuthenticateAsClientAsync("node");
            return await tls.ReadAsync(new byte[1]).AsTask().InTimeAsync("read", "the node", "to close") > 0;
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            return false;
        }
    }

    private static TestNode StartNode(string database, string name, RemotingSettings remoting) =>
        TestNode.Start(database, name, change: options => options with { Remoting = remoting });
}
