using System.Text.Json;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Troubles;

/// <summary>Answers whose values are meant to do harm.</summary>
public sealed class HostileTroubleTests : TroubleTest
{
    [Theory]
    [InlineData("path", "../../../../etc/passwd")]
    [InlineData("formula", "=HYPERLINK(\"http://evil.net/\",\"click\")")]
    [InlineData("html", "<script>alert(1)</script>")]
    [InlineData("escape", "\u001b[2J\u001b[31mred.com")]
    [InlineData("nul", "nul\0.com")]
    [InlineData("line-break", "two\nlines.com")]
    [InlineData("rtl", "moc\u202elive.com")]
    public async Task Hostile_PutsItsValuesBeforeTheGoodOnes(string form, string expected)
    {
        await using var simulator = await StartAsync($"hostile:{form}");
        using var wire = new WireClient(simulator);

        foreach (var (operation, value, relation) in new[]
        {
            (Operation.DomainResolutions, Name, RelationKind.DomainResolution),
            (Operation.ReverseEmail, "owner@verdalo.net", RelationKind.ReverseEmailDomain),
            (Operation.FileReputation, "aa11", RelationKind.ReputationAddress),
        })
        {
            var values = AnswerReader.ValuesOf(relation, await wire.AskForJsonAsync(operation, value));
            values[0].ShouldBe(expected, operation.ToString());
            values[^1].ShouldBe(World.Find(relation, value)![^1], operation.ToString());
        }
    }

    [Fact]
    public async Task Hostile_InAFullAnswer_ComesBehindTheGoodValues()
    {
        await using var simulator = await StartAsync("hostile:path");
        using var wire = new WireClient(simulator);

        var values = AnswerReader.ValuesOf(RelationKind.DomainResolution, await wire.AskForJsonAsync(Operation.DomainResolutions, "full.net"));

        values.Length.ShouldBe(11);
        values[..10].ShouldBe(World.Find(RelationKind.DomainResolution, "full.net"));
    }

    [Fact]
    public async Task HostileTypes_AreAnythingButStrings()
    {
        await using var simulator = await StartAsync("hostile:type");
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(Operation.DomainResolutions, Name);

        answer.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("attributes").GetProperty("ip_address").ValueKind).Distinct()
            .ShouldBe([JsonValueKind.Number, JsonValueKind.True, JsonValueKind.Null, JsonValueKind.Object, JsonValueKind.Array, JsonValueKind.String],
                ignoreOrder: true);
    }

    [Fact]
    public async Task HostileSurrogates_StandAsLoneEscapes()
    {
        await using var simulator = await StartAsync("hostile:surrogate");
        using var wire = new WireClient(simulator);

        (await wire.GetTextAsync(WireClient.PathOf(Operation.ReverseEmail, "owner@verdalo.net"))).ShouldContain("\"\\ud800\"");
    }

    [Fact]
    public async Task HostileLength_IsLongerThanAnyNameMayBe()
    {
        await using var simulator = await StartAsync("hostile:long");
        using var wire = new WireClient(simulator);

        AnswerReader.ValuesOf(RelationKind.DomainResolution, await wire.AskForJsonAsync(Operation.DomainResolutions, Name))[0].Length
            .ShouldBeGreaterThan(100_000);
    }
}
