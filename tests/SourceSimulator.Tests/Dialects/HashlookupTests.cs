using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class HashlookupTests
{
    [Fact]
    public async Task AKnownFile_HasItsHashesInUpperCase()
    {
        await using var server = await DialectServer.StartAsync("Hashlookup", new GivenWorld().AddKnown("Hashlookup", DialectServer.File));

        var reply = await server.GetAsync($"lookup/sha256/{DialectServer.File.ToUpperInvariant()}");

        reply.Status.ShouldBe(200);
        reply.Json().GetProperty("SHA-256").GetString().ShouldBe(new string('A', 64));
        reply.Json().GetProperty("MD5").GetString()!.Length.ShouldBe(32);
        reply.Json().GetProperty("FileSize").GetString().ShouldBe("102400");
        reply.Json().GetProperty("hashlookup:trust").GetInt32().ShouldBeInRange(0, 100);
        server.Simulator.Egress.ShouldHaveSingleItem().ShouldBe(new("Hashlookup", IocType.File, DialectServer.File));
    }

    [Fact]
    public async Task AnUnknownFile_Is404WithJson()
    {
        await using var server = await DialectServer.StartAsync("Hashlookup");

        (await server.GetAsync($"lookup/sha256/{DialectServer.File}"))
            .ShouldBe(404, $$"""{"message":"Non existing SHA-256","query":"{{DialectServer.File}}"}""");
    }

    [Fact]
    public async Task WhatIsNoHashOfTheKind_Is400()
    {
        await using var server = await DialectServer.StartAsync("Hashlookup");

        (await server.GetAsync($"lookup/md5/{DialectServer.File}")).ShouldBe(400, """{"message":"MD5 value incorrect, expecting a MD5 in hex format"}""");
        server.Simulator.Stats.Refused.ShouldBe(1);
    }
}
