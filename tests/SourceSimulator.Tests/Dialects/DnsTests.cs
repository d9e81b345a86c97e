using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class DnsTests
{
    private static readonly (string, string) Json = ("Accept", "application/dns-json");

    private static readonly GivenWorld World = new GivenWorld()
        .Add(SourceRelations.DnsGoogleAddress, DialectServer.Domain, new Sighting(DialectServer.Address))
        .Add(SourceRelations.DnsCloudflareName, DialectServer.Address, new Sighting(DialectServer.Domain));

    [Fact]
    public async Task Google_AnswersWithNumbersAndASignatureBeside()
    {
        await using var server = await DialectServer.StartAsync("DnsGoogle", World);

        (await server.GetAsync("resolve?name=verdalo.net&type=A")).ShouldBe(
            200,
            OneLine.Of("""
                {"Status":0,"TC":false,"RD":true,"RA":true,"AD":false,"CD":false,"Question":[{"name":"verdalo.net.","type":1}],
                 "Answer":[{"name":"verdalo.net.","type":1,"TTL":300,"data":"62.4.9.1"},
                 {"name":"verdalo.net.","type":46,"TTL":300,"data":"a 13 2 300 20300101000000 20290101000000 4711 example.com. c2lnbmF0dXJl"}]}
                """));
    }

    [Fact]
    public async Task NoRecordAndNoName_AreTwoAnswersWithoutRecords()
    {
        await using var server = await DialectServer.StartAsync("DnsGoogle", World);

        (await server.GetAsync("resolve?name=verdalo.net&type=AAAA")).Body
            .ShouldBe("""{"Status":0,"TC":false,"RD":true,"RA":true,"AD":false,"CD":false,"Question":[{"name":"verdalo.net.","type":28}]}""");
        (await server.GetAsync("resolve?name=tramondi.org&type=A")).Json().GetProperty("Status").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Cloudflare_FindsTheNameOfAnAddressAndWantsItsOwnType()
    {
        await using var server = await DialectServer.StartAsync("DnsCloudflare", World);

        var reply = await server.GetAsync("dns-query?name=1.9.4.62.in-addr.arpa&type=PTR", Json);

        reply.ContentType.ShouldBe("application/dns-json");
        reply.Column("Answer", "data")[0].ShouldBe("verdalo.net.");
        server.Simulator.Egress.ShouldHaveSingleItem().ShouldBe(new("DnsCloudflare", IocType.IpAddress, DialectServer.Address));
        (await server.GetAsync("dns-query?name=verdalo.net&type=A")).Status.ShouldBe(400);
    }
}
