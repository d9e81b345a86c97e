using System.Text.Json;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Wire;

public sealed class AnswerSizeTests
{
    [Theory]
    [InlineData(512)]
    [InlineData(6_144)]
    [InlineData(60_000)]
    public async Task EveryAnswer_HasAboutTheAskedSizeOrWhatItsValuesNeed(int bytes)
    {
        var world = new SyntheticWorld();
        await using var plain = await Simulator.StartAsync(new SimulatorOptions { World = world });
        await using var padded = await Simulator.StartAsync(new SimulatorOptions { World = world, AnswerBytes = bytes });
        using var plainWire = new WireClient(plain);
        using var paddedWire = new WireClient(padded);

        foreach (var (operation, value) in SomeQueries(world))
        {
            var natural = (await plainWire.GetTextAsync(WireClient.PathOf(operation, value))).Length;
            var size = (await paddedWire.GetTextAsync(WireClient.PathOf(operation, value))).Length;

            size.ShouldBeInRange(Math.Max(natural, bytes - 400), Math.Max(natural + 20, bytes + 400), $"{operation} {value}");
        }
    }

    [Fact]
    public async Task APaddedAnswer_HoldsTheSameValues()
    {
        var world = new SyntheticWorld();
        await using var simulator = await Simulator.StartAsync(
            new SimulatorOptions { World = world, AnswerBytes = 6_144, EmptyAnswers = EmptyAnswers.EmptyList });
        using var wire = new WireClient(simulator);

        foreach (var row in RelationTable.Rows)
        {
            foreach (var seed in world.Seeds(80).Where(seed => seed.Type == row.Accepts))
            {
                var answer = await wire.AskForJsonAsync(row.Operation, seed.Value);

                AnswerReader.ValuesOf(row.Kind, answer).ShouldBe(world.Find(row.Kind, seed.Value) ?? [], row.Label);
            }
        }
    }

    [Fact]
    public async Task ThePadding_StandsInsideTheItemsInManyMembers()
    {
        var world = new GivenWorld().Add(RelationKind.FileContactedDomain, "aa11", "verdalo.net", "tramondi.org");
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = world, AnswerBytes = 6_144 });
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(Operation.FileContactedDomains, "aa11");

        foreach (var item in answer.GetProperty("data").EnumerateArray())
        {
            var members = item.GetProperty("attributes").GetProperty("last_analysis_results").EnumerateObject().ToList();
            members.Count.ShouldBeInRange(15, 30);
            members.Select(member => member.Name).ShouldBeUnique();
            members.ShouldAllBe(member => member.Value.ValueKind == JsonValueKind.Object);
        }
    }

    private static IEnumerable<(Operation Operation, string Value)> SomeQueries(SyntheticWorld world) =>
        (from seed in world.Seeds(80)
         from row in RelationTable.Rows
         where row.Accepts == seed.Type
         select (row.Operation, seed.Value)).Distinct();
}
