using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class RdapTests
{
    private static readonly GivenWorld World = new GivenWorld()
        .Add(SourceRelations.RdapRegistrant, DialectServer.Domain, new Sighting(DialectServer.Email))
        .Add(SourceRelations.RdapNameserver, DialectServer.Domain, new Sighting("ns1.tramondi.org"))
        .AddKnown("RDAP", DialectServer.Address);

    [Theory]
    [InlineData("dns.json", "com", "/s/rdap/registry/verdant/")]
    [InlineData("dns.json", "com.cn", "/s/rdap/registry/second/")]
    [InlineData("ipv4.json", "62.0.0.0/8", "/s/rdap/registry/middle/")]
    [InlineData("ipv6.json", "2000::/3", "/s/rdap/registry/west/")]
    public async Task ABootstrapFile_NamesRegistriesHere(string file, string key, string path)
    {
        await using var server = await DialectServer.StartAsync("RDAP", World);

        var service = (await server.GetAsync($"rdap/{file}")).Json().GetProperty("services").EnumerateArray()
            .Single(row => row[0].EnumerateArray().Any(entry => entry.GetString() == key));

        service[1][0].GetString().ShouldBe(new Uri(server.Simulator.BaseAddress, path).ToString());
        server.Simulator.Egress.ShouldBeEmpty();
    }

    [Fact]
    public async Task ADomain_HasItsRegistrantAmongOtherMailboxes()
    {
        await using var server = await DialectServer.StartAsync("RDAP", World);

        var reply = await server.GetAsync("registry/verdant/domain/verdalo.net");

        reply.ContentType.ShouldBe("application/rdap+json");
        var answer = reply.Json();
        answer.GetProperty("ldhName").GetString().ShouldBe("VERDALO.NET");
        answer.GetProperty("nameservers")[0].GetProperty("ldhName").GetString().ShouldBe("NS1.TRAMONDI.ORG");
        answer.GetProperty("entities").EnumerateArray().Select(entity => entity.GetProperty("roles")[0].GetString())
            .ShouldBe(["registrant", "registrar", "technical"]);
        answer.GetProperty("entities")[0].GetProperty("vcardArray")[1].EnumerateArray().Last().ToString()
            .ShouldBe($$"""["email",{},"text","{{DialectServer.Email}}"]""");
    }

    [Fact]
    public async Task WhatIsUnknown_Is404()
    {
        await using var server = await DialectServer.StartAsync("RDAP", World);

        (await server.GetAsync("registry/arbor/domain/tramondi.org"))
            .ShouldBe(404, """{"errorCode":404,"title":"Object not found","description":["tramondi.org is not registered"]}""");
        (await server.GetAsync("registry/west/ip/62.4.9.9")).ShouldBe(404, "");
    }

    [Fact]
    public async Task AnAddress_HasANetwork()
    {
        await using var server = await DialectServer.StartAsync("RDAP", World);

        var answer = (await server.GetAsync("registry/middle/ip/62.4.9.1")).Json();

        answer.GetProperty("name").GetString().ShouldBe("PARTNERS-NET");
        answer.GetProperty("startAddress").GetString().ShouldBe("62.4.9.0");
    }
}
