using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class OtxTests
{
    private static readonly (string, string) WithKey = ("X-OTX-API-KEY", DialectServer.Key);

    private static readonly GivenWorld World = new GivenWorld()
        .Add(SourceRelations.OtxAddress, DialectServer.Domain, new Sighting(DialectServer.Address))
        .Add(SourceRelations.OtxAddressUrl, DialectServer.Address, DialectServer.Many("http://tramondi.org/{0}.exe", 12))
        .Add(SourceRelations.OtxAddressMalware, DialectServer.Address, new Sighting(DialectServer.File));

    [Fact]
    public async Task PassiveDns_HasNaiveTimesAndAWordThatIsNoAddress()
    {
        await using var server = await DialectServer.StartAsync("OTX", World);

        (await server.GetAsync($"api/v1/indicators/domain/{DialectServer.Domain}/passive_dns", WithKey)).ShouldBe(
            200,
            OneLine.Of("""
                {"passive_dns":[{"address":"62.4.9.1","first":"2021-03-04T05:06:07","last":"2022-08-09T10:11:12","hostname":"verdalo.net","record_type":"A",
                 "indicator_link":"/indicator/domain/verdalo.net","asset_type":"hostname","asn":"ASNone "},
                """)
            + OneLine.Of("""
                {"address":"NXDOMAIN","first":"2021-03-04T05:06:07","last":"2022-08-09T10:11:12","hostname":"verdalo.net","record_type":"A",
                 "indicator_link":"/indicator/domain/verdalo.net","asset_type":"hostname","asn":"ASNone "}],"count":2}
                """));
    }

    [Fact]
    public async Task WhatIsUnknown_HasNoListAtAll()
    {
        await using var server = await DialectServer.StartAsync("OTX", World);

        (await server.GetAsync("api/v1/indicators/domain/tramondi.org/passive_dns", WithKey)).ShouldBe(200, """{"count":0}""");
        (await server.GetAsync("api/v1/indicators/domain/tramondi.org/url_list", WithKey))
            .ShouldBe(200, """{"page_num":1,"limit":10,"paged":true,"has_next":true,"full_size":0,"actual_size":0}""");
        (await server.GetAsync("api/v1/indicators/domain/tramondi.org/malware", WithKey)).ShouldBe(200, """{"size":0,"count":0}""");
    }

    [Fact]
    public async Task UrlLists_GoByPageUntilThereIsNoNext()
    {
        await using var server = await DialectServer.StartAsync("OTX", World);
        const string Path = $"api/v1/indicators/IPv4/{DialectServer.Address}/url_list?limit=10&page=";

        var first = await server.GetAsync(Path + "1", WithKey);
        var second = await server.GetAsync(Path + "2", WithKey);

        first.Column("url_list", "url").Count.ShouldBe(10);
        first.Json().GetProperty("has_next").GetBoolean().ShouldBeTrue();
        second.Column("url_list", "url").ShouldBe(["http://tramondi.org/11.exe", "http://tramondi.org/12.exe"]);
        second.Json().GetProperty("has_next").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task MalwareCounts_AreNonsense()
    {
        await using var server = await DialectServer.StartAsync("OTX", World);

        var reply = await server.GetAsync($"api/v1/indicators/IPv4/{DialectServer.Address}/malware", WithKey);

        reply.Column("data", "hash").ShouldBe([DialectServer.File]);
        reply.Column("data", "datetime_int").ShouldBe([$"{DialectServer.Seen.Last}"]);
        reply.Json().GetProperty("count").GetInt32().ShouldBe(2_189_582);
    }

    [Fact]
    public async Task WithoutAKey_AccessIsLimited()
    {
        await using var server = await DialectServer.StartAsync("OTX", World);

        (await server.GetAsync($"api/v1/indicators/domain/{DialectServer.Domain}/passive_dns"))
            .ShouldBe(403, """{"detail":"Anonymous access to this endpoint is limited. Please authenticate."}""");
        (await server.GetAsync($"api/v1/indicators/domain/{DialectServer.Domain}/passive_dns", ("X-OTX-API-KEY", "bad")))
            .ShouldBe(403, """{"detail":"Authentication required"}""");
    }
}
