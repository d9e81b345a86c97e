using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class InternetDbTests
{
    [Fact]
    public async Task AKnownAddress_HasNamesAndPorts()
    {
        var world = new GivenWorld()
            .Add(SourceRelations.InternetDbName, DialectServer.Address, new Sighting(DialectServer.Domain), new Sighting("tramondi.org"));
        await using var server = await DialectServer.StartAsync("InternetDB", world);

        var reply = await server.GetAsync(DialectServer.Address);

        reply.Body.ShouldStartWith("""{"cpes":[],"hostnames":["verdalo.net","tramondi.org"],"ip":"62.4.9.1","ports":[22""");
        reply.Body.ShouldEndWith(""","vulns":[]}""");
    }

    [Fact]
    public async Task AnUnknownAddress_Is404WithJson()
    {
        await using var server = await DialectServer.StartAsync("InternetDB");

        (await server.GetAsync(DialectServer.Address)).ShouldBe(404, """{"detail":"No information available"}""");
    }

    [Fact]
    public async Task WhatIsNoIpv4Address_Is422()
    {
        await using var server = await DialectServer.StartAsync("InternetDB");

        (await server.GetAsync("2001:4860::1")).Status.ShouldBe(422);
        (await server.GetAsync(DialectServer.Domain)).Status.ShouldBe(422);
    }
}
