using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class UrlscanTests
{
    private static readonly GivenWorld World = new GivenWorld()
        .Add(SourceRelations.UrlscanAddress, DialectServer.Domain, DialectServer.Many("62.4.9.{0}", 3))
        .Add(SourceRelations.UrlscanRedirect, DialectServer.Domain, new Sighting("tramondi.org"))
        .Add(SourceRelations.UrlscanName, DialectServer.Address, new Sighting(DialectServer.Domain));

    [Theory]
    [InlineData("page.ip:\"62.4.9.1\"")]
    [InlineData("page.ip:62.4.9.1")]
    [InlineData("ip:\"62.4.9.1\"")]
    public async Task ARow_SaysWhenAndSortsTheNextPage(string expression)
    {
        await using var server = await DialectServer.StartAsync("Urlscan", World);

        (await server.GetAsync($"api/v1/search/?q={Uri.EscapeDataString(expression)}&size=100")).ShouldBe(
            200,
            OneLine.Of("""
                {"results":[{"task":{"visibility":"public","method":"api","domain":"verdalo.net","apexDomain":"verdalo.net","time":"2021-03-04T05:06:07.000Z",
                 "uuid":"8e83b9f9-8390-431c-a158-000000000000","url":"https://verdalo.net/"},"stats":{"uniqIPs":2,"requests":2},
                 "page":{"country":"US","server":"nginx","ip":"62.4.9.1","mimeType":"text/html","url":"https://verdalo.net/","domain":"verdalo.net",
                 "apexDomain":"verdalo.net","asnname":"HOSTING PARTNERS, US","asn":"AS64496","status":"200","ptr":""},
                   "_id":"8e83b9f9-8390-431c-a158-000000000000",
                 "_score":null,"sort":[1614834367000,"8e83b9f9-8390-431c-a158-000000000000"],
                 "result":"https://urlscan.io/api/v1/result/8e83b9f9-8390-431c-a158-000000000000/"}],"total":1,"took":12,"has_more":false}
                """));
    }

    [Fact]
    public async Task Pages_GoOnAfterTheLastRowAlthoughNoMoreIsPromised()
    {
        await using var server = await DialectServer.StartAsync("Urlscan", World);
        const string Path = $"api/v1/search/?q=page.domain%3A{DialectServer.Domain}&size=3";

        var first = await server.GetAsync(Path);
        var sort = first.Json().GetProperty("results")[2].GetProperty("sort");
        var second = await server.GetAsync($"{Path}&search_after={sort[0]},{sort[1].GetString()}");

        first.Json().GetProperty("has_more").GetBoolean().ShouldBeFalse();
        first.Json().GetProperty("total").GetInt32().ShouldBe(4);
        second.Json().GetProperty("results").EnumerateArray().Single().GetProperty("task").GetProperty("domain").GetString().ShouldBe("tramondi.org");
        server.Simulator.CountOf("Urlscan", "search", DialectServer.Domain).FurtherPages.ShouldBe(1);
    }

    [Fact]
    public async Task Limits_StandInHeadersAndSayWhenTheyEnd()
    {
        await using var server = await DialectServer.StartAsync("Urlscan", World, new() { QuotaPerMinute = new Dictionary<string, int> { ["Urlscan"] = 1 } });

        var first = await server.GetAsync("api/v1/search/?q=ip:62.4.9.9");
        var second = await server.GetAsync("api/v1/search/?q=ip:62.4.9.8");

        first.Headers["X-Rate-Limit-Limit"].ShouldBe("30");
        first.Body.ShouldBe("""{"results":[],"total":0,"took":12,"has_more":false}""");
        second.ShouldBe(429, """{"message":"Rate limit for 'search' exceeded","description":null,"status":429}""");
        int.Parse(second.Headers["X-Rate-Limit-Reset-After"], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        second.Headers.ContainsKey("Retry-After").ShouldBeFalse();
    }

    [Fact]
    public async Task AWrongKeyAndAWrongExpression_AreRefused()
    {
        await using var server = await DialectServer.StartAsync("Urlscan", World);

        (await server.GetAsync("api/v1/search/?q=ip:62.4.9.1", ("API-Key", "bad"))).Status.ShouldBe(401);
        (await server.GetAsync("api/v1/search/?q=what%20is%20this")).Status.ShouldBe(400);
    }
}
