using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class AbuseIpDbTests
{
    private static readonly (string, string) WithKey = ("Key", DialectServer.Key);

    [Fact]
    public async Task AnUnknownAddress_HasAScoreOfNothing()
    {
        await using var server = await DialectServer.StartAsync("AbuseIPDB");

        (await server.GetAsync("api/v2/check?ipAddress=62.4.9.1&maxAgeInDays=90", WithKey)).ShouldBe(
            200,
            OneLine.Of("""
                {"data":{"ipAddress":"62.4.9.1","isPublic":true,"ipVersion":4,"isWhitelisted":null,"abuseConfidenceScore":0,"countryCode":"NL",
                 "usageType":"Data Center/Web Hosting/Transit","isp":"Hosting Partners B.V.","domain":"hosting-partners.net","hostnames":[],"isTor":false,
                 "totalReports":0,"numDistinctUsers":0,"lastReportedAt":null}}
                """));
    }

    [Fact]
    public async Task AKnownAddress_HasAScoreAndNames()
    {
        var world = new GivenWorld().Add(SourceRelations.AbuseIpDbName, DialectServer.Address, new Sighting(DialectServer.Domain));
        await using var server = await DialectServer.StartAsync("AbuseIPDB", world);

        var data = (await server.GetAsync("api/v2/check?ipAddress=62.4.9.1", WithKey)).Json().GetProperty("data");

        data.GetProperty("abuseConfidenceScore").GetInt32().ShouldBeInRange(1, 100);
        data.GetProperty("hostnames")[0].GetString().ShouldBe(DialectServer.Domain);
        data.GetProperty("lastReportedAt").GetString().ShouldBe("2026-03-08T06:12:11+00:00");
    }

    [Fact]
    public async Task Errors_AreInTheJsonApiForm()
    {
        await using var server = await DialectServer.StartAsync("AbuseIPDB", options: new()
        {
            QuotaPerMinute = new Dictionary<string, int> { ["AbuseIPDB"] = 1 },
        });

        var key = await server.GetAsync("api/v2/check?ipAddress=62.4.9.1");
        var address = await server.GetAsync("api/v2/check?ipAddress=nonsense", WithKey);
        var quota = await server.GetAsync("api/v2/check?ipAddress=62.4.9.1", WithKey);

        key.Status.ShouldBe(401);
        key.Column("errors", "status").ShouldBe(["401"]);
        address.Status.ShouldBe(422);
        quota.Status.ShouldBe(429);
        quota.Headers["X-RateLimit-Remaining"].ShouldBe("0");
        quota.Headers.ContainsKey("Retry-After").ShouldBeTrue();
    }
}
