using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests;

public sealed class ReplayTests
{
    private const string SmallTree = """
        {
          "id": "verdalo.net",
          "type": "domain",
          "children": [
            {
              "id": "62.4.9.1",
              "type": "ip_address",
              "relation": "QAX: domain to resolution ip",
              "children": [
                {
                  "id": "c189869ed4739563fa9b0144195253f2986ebc63001e0706fc8c3ec442c22ca6",
                  "type": "file",
                  "relation": "VT: IP to downloaded file",
                  "children": [
                    {
                      "id": "62.4.9.7",
                      "type": "ip_address",
                      "relation": "QAX: file to contacted ip"
                    },
                    {
                      "id": "verdalo.net",
                      "type": "domain",
                      "relation": "QAX: file to contacted domain"
                    },
                    {
                      "id": "tramondi.org",
                      "type": "domain",
                      "relation": "VT: file to contacted domain"
                    }
                  ]
                }
              ]
            },
            {
              "id": "62.4.9.1",
              "type": "ip_address",
              "relation": "VT: domain to resolution ip"
            }
          ]
        }
        """;

    [Fact]
    public async Task Replay_OfAWrittenTree_GivesItsBytesAgain()
    {
        using var folder = new TemporaryFolder().With("verdalo.net_depth_3_202001010000.json", SmallTree);
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = ReplayWorld.Load(folder.Path) });
        using var wire = new WireClient(simulator);

        var tree = await new TreeWalker(wire).WalkAsync(IocType.Domain, "verdalo.net");

        tree.ShouldBe(SmallTree);
    }

    [Theory]
    [InlineData(EmptyAnswers.AsTheWorldSays)]
    [InlineData(EmptyAnswers.EmptyList)]
    [InlineData(EmptyAnswers.NotFound)]
    [InlineData(EmptyAnswers.Mixed)]
    public async Task Replay_OfThePublishedTreesTogether_GivesEachOneByteForByte(EmptyAnswers empty)
    {
        var folder = SharedRecordings.FolderOrSkip();
        var world = ReplayWorld.Load(folder);
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = world, EmptyAnswers = empty });
        using var wire = new WireClient(simulator);

        world.Conflicts.ShouldBeEmpty();
        world.UnknownLabels.ShouldBeEmpty();
        foreach (var file in Directory.GetFiles(folder, "*.json"))
        {
            var seed = world.Seeds(100).Single(seed => Path.GetFileName(file).StartsWith(seed.Value, StringComparison.Ordinal));
            var published = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

            (await new TreeWalker(wire).WalkAsync(seed.Type, seed.Value)).ShouldBe(published, file);
        }
    }

    [Fact]
    public async Task Replay_OfMoreAddressesThanPassiveDnsMayReturn_PacksThemIntoItsRecords()
    {
        var addresses = Enumerable.Range(1, 23).Select(last => $"62.4.9.{last}").ToArray();
        var children = string.Join(',',
            addresses.Select(address => $$"""{"id":"{{address}}","type":"ip_address","relation":"QAX: domain to resolution ip"}"""));
        using var folder = new TemporaryFolder().With("a.json", $$"""{"id":"verdalo.net","type":"domain","children":[{{children}}]}""");
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = ReplayWorld.Load(folder.Path) });
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(Operation.Flint, "verdalo.net");

        answer.GetProperty("data").GetArrayLength().ShouldBeLessThanOrEqualTo(10);
        answer.TryGetProperty("lastKey", out _).ShouldBeFalse();
        AnswerReader.ValuesOf(RelationKind.FlintAddress, answer).ShouldBe(addresses);
    }
}
