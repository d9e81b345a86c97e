using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class ThreatFoxTests
{
    private static readonly (string, string) WithKey = ("Auth-Key", DialectServer.Key);

    private static readonly GivenWorld World = new GivenWorld()
        .Add(SourceRelations.ThreatFoxAddressSample, DialectServer.Address, new Sighting(DialectServer.File))
        .Add(SourceRelations.ThreatFoxFileAddress, DialectServer.File, new Sighting(DialectServer.Address))
        .Add(SourceRelations.ThreatFoxFileDomain, DialectServer.File, new Sighting(DialectServer.Domain));

    [Fact]
    public async Task ASearchForAnAddress_FindsItWithAPortAndItsSamples()
    {
        await using var server = await DialectServer.StartAsync("ThreatFox", World);

        var row = (await server.PostJsonAsync("api/v1/", $$"""{"query":"search_ioc","search_term":"{{DialectServer.Address}}"}""", WithKey)).Json()
            .GetProperty("data")[0];

        row.GetProperty("ioc").GetString().ShouldBe("62.4.9.1:443");
        row.GetProperty("ioc_type").GetString().ShouldBe("ip:port");
        row.GetProperty("first_seen").GetString().ShouldBe("2021-03-04 05:06:07 UTC");
        row.GetProperty("malware_samples")[0].GetProperty("sha256_hash").GetString().ShouldBe(DialectServer.File);
    }

    [Fact]
    public async Task ASearchForAHash_FindsRowsOfSeveralTypes()
    {
        await using var server = await DialectServer.StartAsync("ThreatFox", World);

        var reply = await server.PostJsonAsync("api/v1/", $$"""{"query":"search_hash","hash":"{{DialectServer.File}}"}""", WithKey);

        reply.Column("data", "ioc").ShouldBe(["62.4.9.1:8080", "verdalo.net"]);
        reply.Column("data", "ioc_type").ShouldBe(["ip:port", "domain"]);
    }

    [Fact]
    public async Task NothingFound_IsASentence()
    {
        await using var server = await DialectServer.StartAsync("ThreatFox", World);

        (await server.PostJsonAsync("api/v1/", """{"query":"search_ioc","search_term":"tramondi.org"}""", WithKey))
            .ShouldBe(200, """{"query_status":"no_result","data":"Your search did not yield any results"}""");
    }

    [Theory]
    [InlineData("""{"query":"search_hash","hash":"abc"}""", "illegal_hash")]
    [InlineData("""{"query":"dance"}""", "unknown_operation")]
    public async Task WhatMakesNoSense_IsAStatus(string json, string status)
    {
        await using var server = await DialectServer.StartAsync("ThreatFox", World);

        (await server.PostJsonAsync("api/v1/", json, WithKey)).ShouldBe(200, $$"""{"query_status":"{{status}}"}""");
        server.Simulator.Stats.Refused.ShouldBe(1);
    }

    [Fact]
    public async Task AKey_IsNeeded()
    {
        await using var server = await DialectServer.StartAsync("ThreatFox", World);

        (await server.PostJsonAsync("api/v1/", """{"query":"search_ioc","search_term":"tramondi.org"}""")).ShouldBe(401, """{"error":"Unauthorized"}""");
    }
}
