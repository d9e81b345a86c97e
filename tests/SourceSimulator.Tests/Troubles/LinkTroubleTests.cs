using System.Net;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Troubles;

/// <summary>Answers that lead elsewhere, or round in a circle.</summary>
public sealed class LinkTroubleTests : TroubleTest
{
    [Fact]
    public async Task Redirect_LeadsToTheForeignHostWithoutTheKeyInItsAddress()
    {
        await using var simulator = await StartAsync("redirect");
        using var wire = new WireClient(simulator);

        using var virusTotal = await wire.AskAsync(Operation.DomainResolutions, Name);
        using var reputation = await wire.AskAsync(Operation.FileReputation, "aa11");

        virusTotal.StatusCode.ShouldBe(HttpStatusCode.Found);
        virusTotal.Headers.Location!.ToString().ShouldBe($"{simulator.ForeignAddress}api/v3/domains/{Name}/resolutions?limit=10");
        reputation.Headers.Location!.ToString().ShouldBe($"{simulator.ForeignAddress}api/v2/malfile_pro?param=aa11");
    }

    [Fact]
    public async Task Redirect_LeadsWhereTheRuleSays()
    {
        await using var simulator = await StartAsync("redirect,location=http://elsewhere.net/trap");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);

        response.Headers.Location.ShouldBe(new Uri("http://elsewhere.net/trap"));
    }

    [Fact]
    public async Task NextElsewhere_IsAGoodPageWithAForeignLink()
    {
        await using var simulator = await StartAsync("next-elsewhere");
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(Operation.DomainResolutions, Name);

        AnswerReader.ValuesOf(RelationKind.DomainResolution, answer).ShouldBe(["62.4.9.1", "62.4.9.2", "62.4.9.3"]);
        answer.GetProperty("links").GetProperty("next").GetString()!.ShouldStartWith($"{simulator.ForeignAddress}api/v3/domains/{Name}/resolutions?");
        answer.GetProperty("links").GetProperty("self").GetString()!.ShouldStartWith(simulator.BaseAddress.ToString());
    }

    [Theory]
    [InlineData("next-loop", new[] { "62.4.9.1", "62.4.9.2" }, new[] { "62.4.9.3" })]
    [InlineData("next-loop:same", new[] { "62.4.9.1", "62.4.9.2", "62.4.9.3" }, new[] { "62.4.9.1", "62.4.9.2", "62.4.9.3" })]
    [InlineData("next-loop:empty", new[] { "62.4.9.1", "62.4.9.2", "62.4.9.3" }, new string[0])]
    public async Task NextLoop_GivesTheSameCursorForEver(string rule, string[] first, string[] everyOther)
    {
        await using var simulator = await StartAsync(rule);
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(Operation.DomainResolutions, Name);
        AnswerReader.ValuesOf(RelationKind.DomainResolution, answer).ShouldBe(first);
        var next = answer.GetProperty("links").GetProperty("next").GetString()!;
        simulator.Troubles = [];
        for (var page = 0; page < 4; page++)
        {
            answer = await wire.GetJsonAsync(new Uri(next).PathAndQuery);

            AnswerReader.ValuesOf(RelationKind.DomainResolution, answer).ShouldBe(everyOther);
            answer.GetProperty("links").GetProperty("next").GetString().ShouldBe(next);
        }

        simulator.CountOf(Operation.DomainResolutions, Name).PagesAskedAgain.ShouldBe(3);
    }

    [Fact]
    public async Task NextLoop_OfPassiveDns_RepeatsItsLastKey()
    {
        await using var simulator = await StartAsync("next-loop:same");
        using var wire = new WireClient(simulator);

        var first = await wire.AskForJsonAsync(Operation.Flint, Name);
        var lastKey = first.GetProperty("lastKey").GetString()!;
        var second = await wire.GetJsonAsync($"/flint/rrset/{Name}/?limit=10&lastkey={Uri.EscapeDataString(lastKey)}");

        second.GetProperty("lastKey").GetString().ShouldBe(lastKey);
    }
}
