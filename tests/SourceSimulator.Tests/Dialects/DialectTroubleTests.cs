using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

/// <summary>The troubles on sources of their own dialect, and what is counted there.</summary>
public sealed class DialectTroubleTests
{
    private static readonly GivenWorld World = new GivenWorld().Add(SourceRelations.MnemonicName, DialectServer.Address, new Sighting(DialectServer.Domain));
    private const string Path = $"pdns/v3/{DialectServer.Address}";

    [Fact]
    public async Task AStatus_ComesInTheSourcesWordsAndOnlyWhereItIsAskedFor()
    {
        await using var server = await DialectServer.StartAsync("Mnemonic", World);
        server.Simulator.SetTroubles("status:503,operation=Mnemonic/pdns,first=1,retry-after=2");

        var troubled = await server.GetAsync(Path);
        var well = await server.GetAsync(Path);

        troubled.Status.ShouldBe(503);
        troubled.Json().GetProperty("responseCode").GetInt32().ShouldBe(503);
        troubled.Headers["Retry-After"].ShouldBe("2");
        well.Status.ShouldBe(200);
        server.Simulator.Stats.AskedAgain.ShouldHaveSingleItem().ShouldBe(new QueryCount
        {
            Operation = "Mnemonic/pdns",
            Value = DialectServer.Address,
            Asked = 2,
            Answered = 1,
            Troubled = 1,
        });
    }

    [Fact]
    public async Task TroublesOfOtherSources_DoNotStrike()
    {
        await using var server = await DialectServer.StartAsync("Mnemonic", World);
        server.Simulator.SetTroubles("status:503,source=OTX", "status:503,operation=flint", "next-loop");

        (await server.GetAsync(Path)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("malformed:cut")]
    [InlineData("shape:data-object")]
    [InlineData("html")]
    [InlineData("quota-text:json")]
    [InlineData("quota-text:text")]
    [InlineData("deep")]
    public async Task AWrongAnswer_HasStatus200AndNoRow(string trouble)
    {
        await using var server = await DialectServer.StartAsync("Mnemonic", World);
        server.Simulator.SetTroubles(trouble);

        var reply = await server.GetAsync(Path);

        reply.Status.ShouldBe(200);
        reply.Body.ShouldNotContain("\"tlp\":\"white\"");
        server.Simulator.Stats.Troubled.ShouldBe(1);
    }

    [Theory]
    [InlineData("reset:headers")]
    [InlineData("reset:body")]
    [InlineData("truncate")]
    public async Task ABrokenConnection_IsNoAnswer(string trouble)
    {
        await using var server = await DialectServer.StartAsync("Mnemonic", World);
        server.Simulator.SetTroubles(trouble);

        await Should.ThrowAsync<HttpRequestException>(() => server.GetAsync(Path));
    }

    [Fact]
    public async Task HostileValues_StandInFrontOfTheGoodOnes()
    {
        await using var server = await DialectServer.StartAsync("Mnemonic", World);
        server.Simulator.SetTroubles("hostile:html");

        (await server.GetAsync(Path)).Column("data", "query")
            .ShouldBe(["<script>alert(1)</script>", "<img src=x onerror=alert(1)>.com", "</td><h1>owned</h1>", DialectServer.Domain]);
    }

    [Fact]
    public void ARuleForAnEndpoint_ReadsAsItWasWritten() =>
        IocExplorer.SourceSimulator.Troubles.TroubleRule.Parse("status:500=0.5,operation=Validin/dns_history").ToString()
            .ShouldBe("status:500=0.5,operation=Validin/dns_history");

    [Fact]
    public async Task AnAddressThatNobodyHas_IsUnroutable()
    {
        await using var server = await DialectServer.StartAsync("Mnemonic", World);

        (await server.GetAsync("nothing/here")).Status.ShouldBe(404);
        server.Simulator.Stats.Unroutable.ShouldBe(1);
        Should.Throw<ArgumentException>(() => server.Simulator.AddressOf("Nobody"));
    }

    [Fact]
    public async Task Egress_NamesEachPairOnce_OfAllSources()
    {
        await using var server = await DialectServer.StartAsync("Mnemonic", World);
        using var wire = new WireClient(server.Simulator);

        _ = await server.GetAsync(Path);
        _ = await server.GetAsync(Path);
        (await wire.AskAsync(Operation.ReverseEmail, DialectServer.Email)).Dispose();

        server.Simulator.Egress.ShouldBe([new("Mnemonic", IocType.IpAddress, DialectServer.Address), new("QiAnXin", IocType.Email, DialectServer.Email)]);
        (await wire.GetJsonAsync("/_simulator/egress")).GetArrayLength().ShouldBe(2);
    }
}
