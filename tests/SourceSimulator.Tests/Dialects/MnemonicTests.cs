using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class MnemonicTests
{
    private static readonly GivenWorld World = new GivenWorld()
        .Add(SourceRelations.MnemonicAddress, DialectServer.Domain, DialectServer.Many("62.4.9.{0}", 30))
        .Add(SourceRelations.MnemonicName, DialectServer.Address, new Sighting(DialectServer.Domain));

    [Fact]
    public async Task ARecord_HasMilliseconds()
    {
        await using var server = await DialectServer.StartAsync("Mnemonic", World);

        (await server.GetAsync($"pdns/v3/{DialectServer.Address}?limit=25")).ShouldBe(
            200,
            OneLine.Of("""
                {"responseCode":200,"limit":25,"offset":0,"count":1,"metaData":{},"messages":[],
                 "data":[{"rrclass":"in","rrtype":"a","query":"verdalo.net","answer":"62.4.9.1","createdTimestamp":1614834367000,
                   "firstSeenTimestamp":1614834367000,
                 "lastSeenTimestamp":1660039872000,"minTtl":60,"maxTtl":3600,"times":12,"tlp":"white"}],"currentPage":0,"size":1}
                """));
    }

    [Fact]
    public async Task Pages_GoByOffset()
    {
        await using var server = await DialectServer.StartAsync("Mnemonic", World);

        var first = await server.GetAsync($"pdns/v3/{DialectServer.Domain}?rrType=a&limit=25");
        var second = await server.GetAsync($"pdns/v3/{DialectServer.Domain}?rrType=a&limit=25&offset=25");

        first.Column("data", "answer").Concat(second.Column("data", "answer")).ShouldBe(Enumerable.Range(1, 30).Select(i => $"62.4.9.{i}"));
        second.Json().GetProperty("count").GetInt32().ShouldBe(30);
        server.Simulator.CountOf("Mnemonic", "pdns", DialectServer.Domain)
            .ShouldSatisfyAllConditions(count => count.Asked.ShouldBe(1), count => count.FurtherPages.ShouldBe(1));
    }

    [Fact]
    public async Task AnotherName_HasNoRecords()
    {
        await using var server = await DialectServer.StartAsync("Mnemonic", World);

        (await server.GetAsync("pdns/v3/tramondi.org")).Json().GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task AKey_IsCheckedWhenItIsThere()
    {
        await using var server = await DialectServer.StartAsync("Mnemonic", World);

        var reply = await server.GetAsync("pdns/v3/tramondi.org", ("Argus-API-Key", "bad"));

        reply.Status.ShouldBe(401);
        reply.Json().GetProperty("responseCode").GetInt32().ShouldBe(401);
    }

    [Fact]
    public async Task AUsedUpQuota_Is402()
    {
        await using var server = await DialectServer.StartAsync("Mnemonic", World, new() { QuotaPerMinute = new Dictionary<string, int> { ["Mnemonic"] = 1 } });

        (await server.GetAsync("pdns/v3/tramondi.org")).Status.ShouldBe(200);
        var reply = await server.GetAsync("pdns/v3/pelluno.com");

        reply.Status.ShouldBe(402);
        reply.Json().GetProperty("responseCode").GetInt32().ShouldBe(402);
        server.Simulator.Stats.BySource["Mnemonic"].Throttled.ShouldBe(1);
    }
}
