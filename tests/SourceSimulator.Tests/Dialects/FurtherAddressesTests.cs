using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

/// <summary>What VirusTotal and QiAnXin answer beside the requests of the original tool.</summary>
public sealed class FurtherAddressesTests
{
    private static readonly (string, string) WithKey = ("x-apikey", DialectServer.Key);

    private static readonly GivenWorld World = new GivenWorld()
        .Add(SourceRelations.VirusTotalSubdomain, DialectServer.Domain, DialectServer.Many("n{0}.verdalo.net", 12))
        .Add(SourceRelations.VirusTotalUrlServer, "http://verdalo.net/", new Sighting(DialectServer.Address))
        .Add(SourceRelations.QiAnXinName, DialectServer.Address, DialectServer.Many("n{0}.verdalo.net", 12));

    [Fact]
    public async Task VirusTotal_GoesOnByLinkAndByCursor()
    {
        await using var server = await DialectServer.StartAsync("VirusTotal", World);

        var first = await server.GetAsync($"api/v3/domains/{DialectServer.Domain}/subdomains?limit=10", WithKey);
        var next = new Uri(first.Json().GetProperty("links").GetProperty("next").GetString()!);
        var second = await server.GetAsync(next.PathAndQuery, WithKey);

        first.Column("data", "id").Concat(second.Column("data", "id")).ShouldBe(Enumerable.Range(1, 12).Select(i => $"n{i}.verdalo.net"));
        next.Authority.ShouldBe(server.Simulator.BaseAddress.Authority);
        next.Query.ShouldEndWith(Uri.EscapeDataString(first.Json().GetProperty("meta").GetProperty("cursor").GetString()!));
        server.Simulator.Stats.BySource["VirusTotal"].Requests.ShouldBe(2);
    }

    [Fact]
    public async Task VirusTotal_KnowsUrlsByTheirId()
    {
        await using var server = await DialectServer.StartAsync("VirusTotal", World);

        var reply = await server.GetAsync("api/v3/urls/aHR0cDovL3ZlcmRhbG8ubmV0Lw/last_serving_ip_address", WithKey);

        reply.Json().GetProperty("data").GetProperty("id").GetString().ShouldBe(DialectServer.Address);
        server.Simulator.Egress.ShouldHaveSingleItem().ShouldBe(new("VirusTotal", IocType.Url, "http://verdalo.net/"));
    }

    [Fact]
    public async Task VirusTotal_GivesObjectsWithVerdicts()
    {
        await using var server = await DialectServer.StartAsync("VirusTotal", World);

        (await server.GetAsync($"api/v3/domains/{DialectServer.Domain}", WithKey)).Json().GetProperty("data").GetProperty("attributes")
            .GetProperty("last_analysis_stats").GetProperty("malicious").GetInt32().ShouldBeInRange(0, 59);
        (await server.GetAsync("api/v3/domains/pelluno.com", WithKey))
            .ShouldBe(404, """{"error":{"code":"NotFoundError","message":"pelluno.com not found"}}""");
        (await server.GetAsync($"api/v3/domains/{DialectServer.Domain}"))
            .ShouldBe(401, """{"error":{"code":"AuthenticationRequiredError","message":"X-Apikey header is missing"}}""");
    }

    [Fact]
    public async Task QiAnXin_FindsNamesOfAnAddressByLastKey()
    {
        await using var server = await DialectServer.StartAsync("QiAnXin", World);

        var first = await server.GetAsync($"v3/flint/rdata/{DialectServer.Address}/?limit=10", ("fdp-access", DialectServer.Key), ("fdp-secret", "x"));
        var second = await server.GetAsync(
            $"v3/flint/rdata/{DialectServer.Address}/?limit=10&lastkey={Uri.EscapeDataString(first.Json().GetProperty("lastKey").GetString()!)}");

        first.Column("data", "rrname").Concat(second.Column("data", "rrname")).ShouldBe(Enumerable.Range(1, 12).Select(i => $"n{i}.verdalo.net."));
        first.Column("data", "rdata").ShouldAllBe(data => data == "62.4.9.1;");
        second.Json().TryGetProperty("lastKey", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task QiAnXin_RefusesKeysInTheWordsOfEachService()
    {
        await using var server = await DialectServer.StartAsync("QiAnXin", World);

        (await server.GetAsync("api/v2/compromise?apikey=bad&param=verdalo.net")).ShouldBe(200, """{"status":10001,"message":"apikey error"}""");
        (await server.GetAsync("ip/v3/reputation?param=62.4.9.1")).ShouldBe(401, """{"message":"No API key found in request"}""");
    }
}
