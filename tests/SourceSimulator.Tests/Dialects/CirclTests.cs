using System.Text;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class CirclTests
{
    private static readonly (string, string) WithKey = ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(DialectServer.Key)));

    [Fact]
    public async Task PassiveDns_IsALineARecordWithEmptyLinesBehind()
    {
        var world = new GivenWorld()
            .Add(SourceRelations.CirclAddress, DialectServer.Domain, new Sighting(DialectServer.Address))
            .Add(SourceRelations.CirclAlias, DialectServer.Domain, new Sighting("tramondi.org"));
        await using var server = await DialectServer.StartAsync("CirclPassiveDns", world);

        var reply = await server.GetAsync($"pdns/query/{DialectServer.Domain}", WithKey);

        reply.ContentType.ShouldBe("text/html");
        reply.Body.ShouldBe(
            OneLine.Of("""
                {"count":12,"origin":"https://www.circl.lu/pdns/","time_first":1614834367,"rrtype":"A","rrname":"verdalo.net","rdata":"62.4.9.1",
                 "time_last":1660039872}
                """) + "\n"
            + OneLine.Of("""
                {"count":12,"origin":"https://www.circl.lu/pdns/","time_first":1614834367,"rrtype":"CNAME","rrname":"verdalo.net","rdata":"tramondi.org.",
                 "time_last":1660039872}
                """) + "\n\n");
    }

    [Fact]
    public async Task PassiveDnsOfTheUnknown_IsAnEmptyBody()
    {
        await using var server = await DialectServer.StartAsync("CirclPassiveDns");

        (await server.GetAsync("pdns/query/62.4.9.9", WithKey)).ShouldBe(200, "");
    }

    [Fact]
    public async Task PassiveSsl_NamesCertificatesOfAnAddress()
    {
        await using var server = await DialectServer.StartAsync("CirclPassiveSsl", new GivenWorld().AddKnown("CirclPassiveSsl", DialectServer.Address));

        var known = await server.GetAsync($"v2pssl/query/{DialectServer.Address}", WithKey);

        known.Json().GetProperty(DialectServer.Address).GetProperty("certificates")[0].GetString()!.Length.ShouldBe(40);
        (await server.GetAsync("v2pssl/query/62.4.9.9", WithKey)).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("CirclPassiveDns", "pdns/query/verdalo.net")]
    [InlineData("CirclPassiveSsl", "v2pssl/query/62.4.9.1")]
    public async Task AWrongLogin_Is401(string source, string path)
    {
        await using var server = await DialectServer.StartAsync(source);

        (await server.GetAsync(path)).Status.ShouldBe(401);
        (await server.GetAsync(path, ("Authorization", "Basic " + Convert.ToBase64String("a:b"u8)))).Status.ShouldBe(401);
    }
}
