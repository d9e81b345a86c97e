using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class PulsediveTests
{
    private static readonly string WithKey = $"&key={Uri.EscapeDataString(DialectServer.Key)}";

    private static readonly GivenWorld World = new GivenWorld()
        .Add(SourceRelations.PulsediveAddress, DialectServer.Domain, DialectServer.Many("62.4.9.{0}", 2))
        .Add(SourceRelations.PulsediveAddress, "tramondi.org", new Sighting(DialectServer.Address));

    [Fact]
    public async Task OneValueIsAText_SeveralAreAList()
    {
        await using var server = await DialectServer.StartAsync("Pulsedive", World);

        var several = await server.GetAsync("api/info.php?indicator=verdalo.net" + WithKey);
        var one = await server.GetAsync("api/info.php?indicator=tramondi.org" + WithKey);

        several.Json().GetProperty("properties").GetProperty("dns").GetProperty("A").ToString().ShouldBe("[\"62.4.9.1\",\"62.4.9.2\"]");
        one.Json().GetProperty("properties").GetProperty("dns").GetProperty("A").GetString().ShouldBe("62.4.9.1");
        one.Headers["X-Requests-Remaining-Month"].ShouldBe("249");
    }

    [Fact]
    public async Task OtherAnswers_AreErrors()
    {
        await using var server = await DialectServer.StartAsync("Pulsedive", World);

        (await server.GetAsync("api/info.php?indicator=pelluno.com" + WithKey)).ShouldBe(404, """{"error":"Indicator not found."}""");
        (await server.GetAsync("api/info.php?indicator=verdalo.net")).ShouldBe(401, """{"error":"Invalid API key."}""");
    }

    [Fact]
    public async Task AUsedUpQuota_HasNoHeaders()
    {
        await using var server = await DialectServer.StartAsync("Pulsedive", World,
            new() { QuotaPerMinute = new Dictionary<string, int> { ["Pulsedive"] = 1 } });

        (await server.GetAsync("api/info.php?indicator=verdalo.net" + WithKey)).Status.ShouldBe(200);
        var reply = await server.GetAsync("api/info.php?indicator=tramondi.org" + WithKey);

        reply.ShouldBe(429, """{"error":"API rate limit exceeded: 1 requests per second."}""");
        reply.Headers.ContainsKey("X-Requests-Remaining-Day").ShouldBeFalse();
    }
}
