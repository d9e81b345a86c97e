using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Wire;

public sealed class QiAnXinTests
{
    private const string Name = "verdalo.net";
    private const string Mail = "owner@verdalo.net";
    private static readonly string[] ManyAddresses = [.. Enumerable.Range(1, 23).Select(last => $"62.4.9.{last}")];

    private static readonly GivenWorld World = new GivenWorld()
        .Add(RelationKind.FlintAddress, Name, "62.4.9.1", "62.4.9.2")
        .Add(RelationKind.FlintAddress, "many.net", ManyAddresses)
        .Add(RelationKind.RegistrantEmail, Name, Mail)
        .Add(RelationKind.ReverseEmailDomain, Mail, Name, "tramondi.org", "pelluno.com")
        .Add(RelationKind.ReputationAddress, "aa11", "62.4.9.1", "62.4.9.3")
        .Add(RelationKind.ReputationDomain, "aa11", Name)
        .Add(RelationKind.ReputationDomain, "bb22");

    [Theory]
    [InlineData(RelationKind.FlintAddress, Name, new[] { "62.4.9.1", "62.4.9.2" })]
    [InlineData(RelationKind.RegistrantEmail, Name, new[] { Mail })]
    [InlineData(RelationKind.ReverseEmailDomain, Mail, new[] { Name, "tramondi.org", "pelluno.com" })]
    [InlineData(RelationKind.ReputationAddress, "aa11", new[] { "62.4.9.1", "62.4.9.3" })]
    [InlineData(RelationKind.ReputationDomain, "aa11", new[] { Name })]
    public async Task ARelation_GivesTheValuesOfTheWorld(RelationKind relation, string value, string[] expected)
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(RelationTable.Rows[(int)relation].Operation, value);

        AnswerReader.ValuesOf(relation, answer).ShouldBe(expected);
        answer.TryGetProperty("code", out var code).ShouldBe(relation < RelationKind.ReputationAddress);
        (code.ValueKind == default ? answer.GetProperty("status").GetInt32() == 10000 : code.GetInt32() == 200).ShouldBeTrue();
    }

    [Fact]
    public async Task ARecordOfPassiveDns_EndsItsDataWithASemicolonAndSaysWhenItWasSeen()
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        var record = (await wire.AskForJsonAsync(Operation.Flint, Name)).GetProperty("data")[0];

        record.GetProperty("rdata").GetString().ShouldBe("62.4.9.1;");
        record.GetProperty("rrname").GetString().ShouldBe(Name);
        record.GetProperty("time_first").GetInt64().ShouldBeLessThan(record.GetProperty("time_last").GetInt64());
    }

    [Fact]
    public async Task PassiveDns_GoesOnWithTheLastKey()
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);
        var found = new List<string>();
        var lastKey = "";

        for (var page = 0; page < 5 && lastKey is not null; page++)
        {
            var answer = await wire.GetJsonAsync($"/flint/rrset/many.net/?limit=10&lastkey={Uri.EscapeDataString(lastKey)}");
            found.AddRange(AnswerReader.ValuesOf(RelationKind.FlintAddress, answer));
            lastKey = answer.TryGetProperty("lastKey", out var key) ? key.GetString() : null;
        }

        found.ShouldBe(ManyAddresses);
        simulator.CountOf(Operation.Flint, "many.net").ShouldSatisfyAllConditions(
            count => count.Asked.ShouldBe(1),
            count => count.FurtherPages.ShouldBe(2));
    }

    [Fact]
    public async Task PassiveDns_HasNoRecordsOfOtherTypes()
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        var answer = await wire.GetJsonAsync($"/flint/rrset/{Name}/?limit=10&rtype=28");

        answer.GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task TheReverseSearch_ReturnsNoMoreThanTheLimit()
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        var answer = await wire.GetJsonAsync($"/whois/reverse/email/{Uri.EscapeDataString(Mail)}?limit=2");

        AnswerReader.ValuesOf(RelationKind.ReverseEmailDomain, answer).ShouldBe([Name, "tramondi.org"]);
    }

    [Theory]
    [InlineData(Operation.Flint, "{\"code\":200,\"status\":\"ok\",\"data\":[]}")]
    [InlineData(Operation.RegistrantEmail, "{\"code\":200,\"status\":\"ok\",\"data\":{}}")]
    [InlineData(Operation.ReverseEmail, "{\"code\":200,\"status\":\"ok\",\"data\":[]}")]
    [InlineData(Operation.FileReputation, "{\"status\":10000,\"message\":\"success\",\"data\":[]}")]
    public async Task AnUnknownIoc_HasEmptyData(Operation operation, string expected)
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        (await wire.GetTextAsync(WireClient.PathOf(operation, "nobody"))).ShouldBe(expected);
    }

    [Fact]
    public async Task AKnownIocWithoutValues_ComesWithEmptyMembers()
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        var whois = await wire.AskForJsonAsync(Operation.RegistrantEmail, "many.net");
        var reputation = await wire.AskForJsonAsync(Operation.FileReputation, "bb22");

        whois.GetProperty("data").GetProperty("registrantEmail").GetArrayLength().ShouldBe(0);
        reputation.GetProperty("data")[0].TryGetProperty("network", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task AReputationAsAnObject_HoldsTheSameValues()
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, ReputationIsObject = true });
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(Operation.FileReputation, "aa11");

        answer.GetProperty("data").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
        AnswerReader.ValuesOf(RelationKind.ReputationAddress, answer).ShouldBe(["62.4.9.1", "62.4.9.3"]);
    }

    [Theory]
    [InlineData("/api/v2/malfile_pro?apikey=another&param=aa11")]
    [InlineData("/api/v2/malfile_pro?param=aa11")]
    public async Task AReputationWithoutAnAcceptedKey_SaysTenThousandAndOneWithStatus200(string path)
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, AcceptedKeys = [WireClient.Key] });
        using var wire = new WireClient(simulator);

        (await wire.GetJsonAsync(path)).GetProperty("status").GetInt32().ShouldBe(10001);
        simulator.Stats.Refused.ShouldBe(1);
    }

    [Fact]
    public async Task PassiveDnsAndWhois_AskForNoKey()
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, AcceptedKeys = [WireClient.Key] });
        using var wire = new WireClient(simulator);

        AnswerReader.ValuesOf(RelationKind.FlintAddress, await wire.AskForJsonAsync(Operation.Flint, Name)).Length.ShouldBe(2);
        simulator.Stats.ByKey["QiAnXin:(no key)"].Requests.ShouldBe(1);
    }

    private static Task<Simulator> StartAsync() => Simulator.StartAsync(new SimulatorOptions { World = World });
}
