using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class SecurityTrailsTests
{
    private static readonly (string, string) WithKey = ("APIKEY", DialectServer.Key);

    private static readonly GivenWorld World = new GivenWorld()
        .Add(SourceRelations.SecurityTrailsAddress, DialectServer.Domain, new Sighting(DialectServer.Address))
        .Add(SourceRelations.SecurityTrailsName, DialectServer.Address, DialectServer.Many("n{0}.tramondi.org", 5))
        .Add(SourceRelations.SecurityTrailsOwned, DialectServer.Email, new Sighting(DialectServer.Domain))
        .Add(SourceRelations.SecurityTrailsSubdomain, DialectServer.Domain, new Sighting("www.verdalo.net"), new Sighting("pelluno.com"));

    [Fact]
    public async Task AHistory_HasDaysOnly()
    {
        await using var server = await DialectServer.StartAsync("SecurityTrails", World);

        var reply = await server.GetAsync($"v1/history/{DialectServer.Domain}/dns/a", WithKey);

        reply.ShouldBe(
            200,
            OneLine.Of("""
                {"type":"a/ipv4","records":[{"values":[{"ip_count":1,"ip":"62.4.9.1"}],"type":"a","organizations":["Hosting Partners"],"last_seen":"2022-08-09",
                 "first_seen":"2021-03-04"}],"pages":1,"endpoint":"/v1/history/verdalo.net/dns/a"}
                """));
        reply.Headers["X-Ratelimit-Limit-Second"].ShouldBe("5");
    }

    [Fact]
    public async Task Lists_GoByPage()
    {
        await using var server = await DialectServer.StartAsync("SecurityTrails", World, new() { PageSize = 3 });
        const string Filter = $$$"""{"filter":{"ipv4":"{{{DialectServer.Address}}}"}}""";

        var first = await server.PostJsonAsync("v1/domains/list", Filter, WithKey);
        var second = await server.PostJsonAsync("v1/domains/list?page=2", Filter, WithKey);

        first.Json().GetProperty("meta").GetProperty("max_page").GetInt32().ShouldBe(2);
        first.Column("records", "hostname").Concat(second.Column("records", "hostname")).ShouldBe(Enumerable.Range(1, 5).Select(i => $"n{i}.tramondi.org"));
        server.Simulator.CountOf("SecurityTrails", "list/ipv4", DialectServer.Address).FurtherPages.ShouldBe(1);
    }

    [Fact]
    public async Task AnEmail_FindsDomainsAndADomainItsLeftLabels()
    {
        await using var server = await DialectServer.StartAsync("SecurityTrails", World);

        (await server.PostJsonAsync("v1/domains/list", $$$"""{"filter":{"whois_email":"{{{DialectServer.Email}}}"}}""", WithKey)).Column("records", "hostname")
            .ShouldBe([DialectServer.Domain]);
        (await server.GetAsync($"v1/domain/{DialectServer.Domain}/subdomains", WithKey)).Json().GetProperty("subdomains").EnumerateArray()
            .Select(label => label.GetString()).ShouldBe(["www"]);
        server.Simulator.Egress.ShouldContain(new EgressEntry("SecurityTrails", IocType.Email, DialectServer.Email));
    }

    [Fact]
    public async Task AWrongKey_IsASentenceInPlainText()
    {
        await using var server = await DialectServer.StartAsync("SecurityTrails", World);

        var reply = await server.GetAsync($"v1/history/{DialectServer.Domain}/dns/a", ("APIKEY", "bad"));

        reply.ShouldBe(401, "Please check user credentials");
        reply.ContentType.ShouldBe("text/plain");
    }

    [Fact]
    public async Task AnUnknownDomain_Is404()
    {
        await using var server = await DialectServer.StartAsync("SecurityTrails", World);

        (await server.GetAsync("v1/history/tramondi.org/dns/a", WithKey)).ShouldBe(404, """{"message":"Invalid domain"}""");
    }
}
