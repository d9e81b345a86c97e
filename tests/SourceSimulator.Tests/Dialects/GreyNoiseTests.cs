using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class GreyNoiseTests
{
    [Fact]
    public async Task AnUnknownAddress_Is404ThatSaysSo()
    {
        await using var server = await DialectServer.StartAsync("GreyNoise");

        (await server.GetAsync("v3/community/62.4.9.1"))
            .ShouldBe(404, """{"ip":"62.4.9.1","noise":false,"riot":false,"message":"IP not observed scanning the internet."}""");
    }

    [Fact]
    public async Task AKnownAddress_IsNoiseOrAServiceButNotBoth()
    {
        await using var server = await DialectServer.StartAsync("GreyNoise", new GivenWorld().AddKnown("GreyNoise", DialectServer.Address));

        var reply = (await server.GetAsync("v3/community/62.4.9.1", ("key", DialectServer.Key))).Json();

        reply.GetProperty("noise").GetBoolean().ShouldNotBe(reply.GetProperty("riot").GetBoolean());
        reply.GetProperty("classification").GetString().ShouldBeOneOf("benign", "malicious", "unknown");
        reply.GetProperty("message").GetString().ShouldBe("Success");
    }

    [Fact]
    public async Task OtherRequests_AreRefused()
    {
        await using var server = await DialectServer.StartAsync("GreyNoise");

        (await server.GetAsync("v3/community/nonsense")).Status.ShouldBe(400);
        (await server.GetAsync("v3/community/62.4.9.1", ("key", "bad"))).ShouldBe(401, """{"message":"Invalid API key"}""");
    }
}
