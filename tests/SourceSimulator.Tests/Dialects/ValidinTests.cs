using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class ValidinTests
{
    private static readonly (string, string) WithKey = ("Authorization", $"BEARER {DialectServer.Key}");

    private static readonly GivenWorld World = new GivenWorld()
        .Add(SourceRelations.ValidinAddress, DialectServer.Domain, DialectServer.Many("62.4.9.{0}", 3))
        .Add(SourceRelations.ValidinNameserver, DialectServer.Domain, new Sighting("ns1.tramondi.org"))
        .Add(SourceRelations.ValidinName, DialectServer.Address, new Sighting(DialectServer.Domain));

    [Fact]
    public async Task Records_StandInAnObjectByType()
    {
        await using var server = await DialectServer.StartAsync("Validin", World);

        (await server.GetAsync($"api/axon/ip/dns/history/{DialectServer.Address}", WithKey)).ShouldBe(
            200,
            OneLine.Of("""
                {"key":"62.4.9.1","effective_opts":{"type":"ip4","limit":1000,"wildcard":false},"status":"finished","query_key":"62.4.9.1",
                 "records":{"A_FOR":[{"key":"62.4.9.1","value":"verdalo.net","value_type":"dom","first_seen":1614834367,"last_seen":1660039872}]},
                 "records_returned":1,"limited":false,"error":null}
                """));
        (await server.GetAsync($"api/axon/domain/dns/history/{DialectServer.Domain}", WithKey)).Json().GetProperty("records").EnumerateObject()
            .Select(member => member.Name).ShouldBe(["A", "NS"]);
        (await server.GetAsync($"api/axon/domain/dns/history/{DialectServer.Domain}/NS", WithKey)).Json().GetProperty("records").EnumerateObject()
            .Select(member => member.Name).ShouldBe(["NS"]);
    }

    [Fact]
    public async Task AnAnswerThatIsCut_SaysSo()
    {
        await using var server = await DialectServer.StartAsync("Validin", World);

        var reply = await server.GetAsync($"api/axon/domain/dns/history/{DialectServer.Domain}/A?limit=2", WithKey);

        reply.Json().GetProperty("records").GetProperty("A").GetArrayLength().ShouldBe(2);
        reply.Json().GetProperty("limited").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task WhatIsUnknown_HasNoRecords()
    {
        await using var server = await DialectServer.StartAsync("Validin", World);

        (await server.GetAsync("api/axon/domain/dns/history/tramondi.org", WithKey)).Body.ShouldContain("\"records\":{},\"records_returned\":0");
    }

    [Fact]
    public async Task AKey_IsNeeded()
    {
        await using var server = await DialectServer.StartAsync("Validin", World);

        (await server.GetAsync("api/axon/domain/dns/history/tramondi.org")).ShouldBe(401, """{"status":"error","error":"Unauthorized"}""");
        (await server.GetAsync("api/axon/domain/dns/history/tramondi.org", ("Authorization", "BEARER bad"))).Status.ShouldBe(401);
    }
}
