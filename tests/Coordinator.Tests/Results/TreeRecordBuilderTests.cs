using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Analysis.Paths;
using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Tests.Hunts;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Tests.Trees;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Results;

public sealed class TreeRecordBuilderTests
{
    private static readonly OperationCatalogue _operations = CatalogueOf(
        new("Alpha", "names", "v1", [IocType.Domain], IsExternal: true) { ClearedFor = SharingLevel.Red },
        new("Alpha", "hosts", "v1", [IocType.IpAddress], IsExternal: true) { ClearedFor = SharingLevel.Red },
        new("Beta", "names", "v1", [IocType.Domain, IocType.IpAddress], IsExternal: true) { ClearedFor = SharingLevel.Green },
        new("House", "hosts", "v1", [IocType.IpAddress], IsExternal: false),
        new("Gamma", "names", "v1", [IocType.Domain], IsExternal: true) { ClearedFor = SharingLevel.Red });

    private static readonly OperationId _alphaNames = new(1);
    private static readonly OperationId _alphaHosts = new(2);
    private static readonly OperationId _houseHosts = new(4);
    private static readonly OperationId _gammaNames = new(5);

    [Fact]
    public void Record_SaysOfEachNodeWhichAnswerNamedIt_AndOfEachQueryWhatCameOfIt()
    {
        var world = new World { Catalogue = _operations };
        world[_alphaNames, Domain("seed.example")] = new Answer.Found(
            [
                new("points to", Ip("198.51.100.7")) { Seen = new(1_700_000_000, 1_750_000_000) },
                new("points to", Ip("10.0.0.1")),
                new("belongs to", Email("a@seed.example")),
                new("shares", Domain("cdn.example")),
            ],
            Cut: true)
        {
            Tags = [new(Domain("seed.example"), "malicious=3", TagClass.KnownBad)],
        };
        world[_gammaNames, Domain("seed.example")] = Found("shares", Domain("other.example"), Ip("198.51.100.7"));
        world[_alphaHosts, Ip("198.51.100.7")] = new Answer.NotAnswered(NotAnsweredReason.Throttled, "HTTP 429");
        world[_houseHosts, Ip("10.0.0.1")] = Found("logged", Domain("deep.example"));
        HuntRules rules = new() { Park = [TagClass.Shared], Sharing = SharingLevel.Amber };
        ExpansionPolicy policy = new(_operations, 2, IsPrivate, rules, Tags);

        var walk = Walks.Run(world, Domain("seed.example"), policy, new Random(3));

        Lines(TreeRecordBuilder.Build(7, walk, ExplorationTree.Build(walk))).ShouldBe(
        [
            "tree 7 of domain seed.example, Amber, not complete",
            "node 0: domain seed.example, below -1: -, by answer -1, Expanded, tag KnownBad malicious=3 by Alpha",
            "node 1: ip_address 198.51.100.7, below 0: points to, by answer 0, Expanded, seen 1700000000-1750000000",
            "node 2: ip_address 10.0.0.1, below 0: points to, by answer 0, Internal (is a private address: asked only of internal sources)",
            "node 3: email a@seed.example, below 0: belongs to, by answer 0, NoOperation",
            "node 4: domain cdn.example, below 0: shares, by answer 0, Parked (shared: a CDN (a list)), tag Shared a CDN by a list 7",
            "node 5: domain other.example, below 0: shares, by answer 2, Expanded",
            "node 6: ip_address 198.51.100.7, below 0: shares, by answer 2, Repeated",
            "node 7: domain deep.example, below 2: logged, by answer 8, DepthLimit",
            "answer 0: Alpha names on node 0, Found at 12:01, cut",
            "answer 1: Beta names on node 0, NotCleared at never: cleared for green, and the seed is amber",
            "answer 2: Gamma names on node 0, Found at 12:05",
            "answer 3: Alpha hosts on node 1, NotAnswered at 12:02: throttled (HTTP 429)",
            "answer 4: Beta names on node 1, NotCleared at never: cleared for green, and the seed is amber",
            "answer 5: House hosts on node 1, Empty at 12:04",
            "answer 6: Alpha hosts on node 2, NotSent at never: is a private address: asked only of internal sources",
            "answer 7: Beta names on node 2, NotSent at never: is a private address: asked only of internal sources",
            "answer 8: House hosts on node 2, Found at 12:04",
            "answer 9: Alpha names on node 5, Empty at 12:01",
            "answer 10: Beta names on node 5, NotCleared at never: cleared for green, and the seed is amber",
            "answer 11: Gamma names on node 5, Empty at 12:05",
        ]);
    }

    [Fact]
    public void Hub_HasItsAnswersAndNoChildren()
    {
        var world = new World();
        world["flint", Domain("a.example")] = Found("points to", Ip("198.51.100.7"));
        world["ip_downloaded_files", Ip("198.51.100.7")] = Found("served", Domain("b.example"), Domain("c.example"));
        ExpansionPolicy policy = new(OriginalCatalogue, 3, null, new() { ParkHubs = 2 });

        var walk = Walks.Run(world, Domain("a.example"), policy, new Random(3));
        var record = TreeRecordBuilder.Build(1, walk, ExplorationTree.Build(walk));

        record.Nodes.Select(node => (node.Ioc.Value, node.Expansion, node.Reason)).ShouldBe(
            [("a.example", NodeExpansion.Expanded, null), ("198.51.100.7", NodeExpansion.Parked, "hub: 1 of 2 relations shown")]);
        record.Answers.Where(answer => answer.Node == 1).Select(answer => (answer.Operation, answer.Outcome))
            .ShouldBe([("ip_downloaded_files", RecordedOutcome.Found)]);
    }

    [Fact]
    public async Task ValuesThatWereDropped_StandInTheRecord_AndAreTheReasonThatIsGivenForAMissingIoc()
    {
        var (seed, missing) = (Domain("a.example"), Ip("198.51.100.7"));
        var world = new World { Catalogue = _operations };
        world[_alphaNames, seed] = new Answer.Found([new("names", Domain("b.example"))], Cut: false)
        {
            Dropped = [new("no name", "names", "is no domain name")],
        };
        world[_gammaNames, seed] = Answer.Empty.Without([new("198.51.100[.]7", "names", "is an IP address and no domain")]);
        var same = new World { Catalogue = _operations };
        same[_alphaNames, seed] = Found("names", Domain("b.example"));

        var walk = Walks.Run(world, seed, 1, new Random(3));
        var tree = ExplorationTree.Build(walk);
        var record = TreeRecordBuilder.Build(1, walk, tree);

        tree.Nodes.ToArray().ShouldBe(ExplorationTree.Build(Walks.Run(same, seed, 1, new Random(3))).Nodes.ToArray());
        record.Answers.Select(answer => (answer.Source, answer.Outcome, answer.Dropped.Count)).ShouldBe(
            [("Alpha", RecordedOutcome.Found, 1), ("Beta", RecordedOutcome.Empty, 0), ("Gamma", RecordedOutcome.Empty, 1)]);
        var hunt = new OneTree(record);
        var paths = new HuntPaths(hunt, await TreeIndex.BuildAsync(hunt, [1], TestContext.Current.CancellationToken));
        var explanation = await paths.ExplainAsync(1, seed, missing, TestContext.Current.CancellationToken);
        var reason = explanation!.Reasons.ShouldHaveSingleItem().ShouldBeOfType<AbsenceReason.Dropped>();
        (reason.Source, reason.Text, reason.Why).ShouldBe(("Gamma", "198.51.100[.]7", "is an IP address and no domain"));
    }

    [Fact]
    public void RelationsThatAreTooOldToBeShown_StandWithTheAnswerThatNamedThem()
    {
        var (seed, since) = (Domain("a.example"), new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        var old = new Relation("names", Domain("old.example")) { Seen = new(0, since.ToUnixTimeSeconds() - 1) };
        var world = new World { Catalogue = _operations };
        world[_alphaNames, seed] = new Answer.Found([old, new("names", Domain("new.example")) { Seen = new(0, since.ToUnixTimeSeconds()) },
            new("names", Domain("b.example"))], Cut: false);
        world[_gammaNames, seed] = new Answer.Found([old with { Label = "also" }], Cut: false);
        ExpansionPolicy policy = new(_operations, 1, null, new() { SeenSince = since });

        var walk = Walks.Run(world, seed, policy, new Random(3));
        var record = TreeRecordBuilder.Build(1, walk, ExplorationTree.Build(walk));

        record.Nodes.Select(node => (node.Ioc.Value, node.Answer)).ShouldBe([("a.example", -1), ("new.example", 0), ("b.example", 0)]);
        record.Answers.Select(answer => (answer.Source, string.Join(' ', answer.TooOld)))
            .ShouldBe([("Alpha", $"{old}"), ("Beta", ""), ("Gamma", $"{old with { Label = "also" }}")]);
    }

    [Fact]
    public void Record_OfAnyWorld_HasTheNodesOfTheTree_EachNamedByAnAnswerAboutItsParent() => Prop.ForAll(RandomWorld.Any(), random =>
    {
        var (world, depth, order) = random;
        var walk = Walks.Run(world, RandomWorld.Seed, depth, new Random(order));
        var tree = ExplorationTree.Build(walk);

        var record = TreeRecordBuilder.Build(1, walk, tree);

        record.Nodes.Select(node => (node.Ioc, node.Relation)).ShouldBe(tree.Nodes.ToArray().Select(node => (node.Ioc, node.Relation)));
        record.Nodes.Skip(1)
            .ShouldAllBe(node => record.Answers[node.Answer].Node == node.Parent && record.Answers[node.Answer].Outcome == RecordedOutcome.Found);
        record.Answers.Count.ShouldBe(walk.Queries);
        record.IsComplete.ShouldBe(tree.Remarks.Values.All(remarks => remarks.Missing.Count == 0));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static bool IsPrivate(Ioc ioc, out string why)
    {
        why = "is a private address";
        return ioc.Value == "10.0.0.1";
    }

    private static void Tags(Ioc ioc, ICollection<Tag> tags)
    {
        if (ioc.Value == "cdn.example")
        {
            tags.Add(new("a CDN", TagClass.Shared, "a list", "7"));
        }
    }

    /// <summary>A hunt of one tree, as a store gives it back.</summary>
    private sealed class OneTree(TreeRecord tree) : IHuntRecords
    {
        public Task<HuntRecord?> FindAsync(long id, CancellationToken cancellation) => Task.FromResult<HuntRecord?>(null);

        public IAsyncEnumerable<TreeRecord> ReadTreesAsync(long id, CancellationToken cancellation) => new[] { Stored() }.ToAsyncEnumerable();

        public Task<TreeRecord?> FindTreeAsync(long id, int number, CancellationToken cancellation) => Task.FromResult<TreeRecord?>(Stored());

        private TreeRecord Stored() => TreeRecordBytes.Unpack(TreeRecordBytes.Pack(tree));
    }

    private static IEnumerable<string> Lines(TreeRecord tree)
    {
        yield return $"tree {tree.Number} of {tree.Seed}, {tree.Sharing}, {(tree.IsComplete ? "complete" : "not complete")}";
        for (var i = 0; i < tree.Nodes.Count; i++)
        {
            var node = tree.Nodes[i];
            var text = $"node {i}: {node.Ioc}, below {node.Parent}: {node.Relation ?? "-"}, by answer {node.Answer}, "
                + $"{node.Expansion}{(node.Reason is null ? "" : $" ({node.Reason})")}";
            var seen = node.Seen.IsKnown ? $", seen {node.Seen.FirstSeconds}-{node.Seen.LastSeconds}" : "";
            yield return text + seen + string.Concat(
                node.Tags?.Select(tag => $", tag {tag.Class} {tag.Name} by {tag.By}{(tag.Version is null ? "" : $" {tag.Version}")}") ?? []);
        }

        for (var i = 0; i < tree.Answers.Count; i++)
        {
            var answer = tree.Answers[i];
            var at = answer.At?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "never";
            yield return $"answer {i}: {answer.Source} {answer.Operation} on node {answer.Node}, {answer.Outcome} at {at}"
                + $"{(answer.IsCut ? ", cut" : "")}{(answer.Detail is null ? "" : $": {answer.Detail}")}";
        }
    }
}
