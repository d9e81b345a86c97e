using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Trees;

public sealed class ParkingTests
{
    private static readonly Operation Any = new("S", "any", "", [IocType.Domain, IocType.Url], IsExternal: true);
    private static readonly HuntRules ParksShared = new() { Park = [TagClass.Shared] };

    private static Config Checks { get; } = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void Tree_WithParking_IsTheOneOfTheContractInAnyOrderOfAnswers() => Check.One(Checks, Prop.ForAll(RandomWorld.Any(), world =>
    {
        var (answers, depth, order) = world;
        var rules = new HuntRules
        {
            Park = [TagClass.Shared],
            ParkHubs = order % 3 == 0 ? null : 4 + (order % 8),
            SeenSince = order % 2 == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(order % 100),
        };
        var naive = new NaiveTree(answers, RandomWorld.Seed, depth, IsParked, rules.ParkHubs ?? long.MaxValue, rules.SeenSince);
        var asked = new List<TreeQuery>();

        var tree = ExplorationTree.Build(Walks.Run(
            answers, RandomWorld.Seed, new ExpansionPolicy(answers.Catalogue, depth, null, rules, TagSome), new(order), asked));

        Walks.Txt(tree, plain: true).ShouldBe(naive.Draw());
        asked.Select(q => (q.Operation, q.Ioc)).ShouldBe(naive.Asked, ignoreOrder: true);
    }));

    [Fact]
    public void Park_AClass_ShowsTheIocWithTheReasonAndAsksNothingOfIt()
    {
        var world = WorldOf(("seed", "cdn"), ("seed", "b"), ("cdn", "x"), ("b", "y"));
        var asked = new List<TreeQuery>();
        var policy = new ExpansionPolicy(world.Catalogue, 3, null, ParksShared, Tagging("cdn"));

        var tree = ExplorationTree.Build(Walks.Run(world, Domain("seed"), policy, new(1), asked));

        asked.Select(q => q.Ioc.Value).ShouldBe(["seed", "b", "y"], ignoreOrder: true);
        Walks.Txt(tree).ShouldBe(
            """
            AnyNode(id='seed', type='domain')
            ├── AnyNode(id='cdn', parked='shared: CDN (own list)', relation='r', tags='shared: CDN (own list 7)', type='domain')
            └── AnyNode(id='b', relation='r', type='domain')
                └── AnyNode(id='y', relation='r', type='domain')
            """);
        Walks.Txt(tree, plain: true).ShouldNotContain("parked");
    }

    [Fact]
    public void Park_AClassThatTheTagIsNotOf_ExpandsTheIocAndShowsTheTag()
    {
        var world = WorldOf(("seed", "cdn"), ("cdn", "x"));

        var tree = Walks.Tree(world, Domain("seed"), new HuntRules { Park = [TagClass.KnownGood] }, Tagging("cdn"));

        Walks.Txt(tree).ShouldBe(
            """
            AnyNode(id='seed', type='domain')
            └── AnyNode(id='cdn', relation='r', tags='shared: CDN (own list 7)', type='domain')
                └── AnyNode(id='x', relation='r', type='domain')
            """);
    }

    [Fact]
    public void Park_TheSeedOrAnIocToBeExpanded_ExpandsIt()
    {
        var world = WorldOf(("seed", "cdn"), ("cdn", "x"));

        var ofTheSeed = Walks.Tree(world, Domain("cdn"), ParksShared, Tagging("cdn"));
        var wanted = Walks.Tree(world, Domain("seed"), ParksShared with { Expand = [Domain("cdn")] }, Tagging("cdn"));

        ofTheSeed.Nodes.Length.ShouldBe(2);
        wanted.Nodes.Length.ShouldBe(3);
    }

    [Fact]
    public void Park_AnIocReachableWithoutTheParkedOne_IsExpandedThere()
    {
        var world = WorldOf(("seed", "cdn"), ("seed", "b"), ("cdn", "x"), ("b", "x"), ("x", "y"));

        var tree = Walks.Tree(world, Domain("seed"), ParksShared, Tagging("cdn"));

        tree.Nodes.ToArray().Select(n => n.Ioc.Value).ShouldBe(["seed", "cdn", "b", "x", "y"]);
    }

    [Theory]
    [InlineData(null, 3, 4, "hub: 1 of 3 relations shown")]
    [InlineData(50_000L, 3, 4, "hub: 1 of 50,000 relations shown")]
    [InlineData(null, 4, 7, null)]
    public void ParkHubs_ByTheAnswersOwnCountOrByItsRelations_ShowsTheHubAlone(long? total, int hubs, int nodes, string? said)
    {
        var world = WorldOf(("seed", "hub"), ("seed", "b"), ("b", "c"));
        world["any", Domain("hub")] = (Answer.Found)Found("r", Domain("x"), Domain("y"), Domain("z")) with { Total = total };

        var tree = Walks.Tree(world, Domain("seed"), new HuntRules { ParkHubs = hubs });

        tree.Nodes.Length.ShouldBe(nodes);
        tree.Remarks.GetValueOrDefault(1)?.Parked.ShouldBe(said);
    }

    [Fact]
    public void ParkHubs_WithSeveralAnswers_WaitsForAllOfThemBeforeItFollowsAny()
    {
        var world = new World { Catalogue = CatalogueOf(Any, Any with { Name = "more" }) };
        var walk = new TreeWalk(Domain("seed"), new(world.Catalogue, 3, null, new() { ParkHubs = 3 }));
        Array.ForEach([.. walk.TakeNew()], q => walk.Take(q.Number, Found("r", Domain("hub"))));
        var toHub = walk.TakeNew();

        walk.Take(toHub[0].Number, Found("r", Domain("x")));
        walk.TakeNew().ShouldBeEmpty();
        walk.Take(toHub[1].Number, Found("r", Domain("y"), Domain("z")));

        walk.TakeNew().ShouldBeEmpty();
        walk.IsDone.ShouldBeTrue();
    }

    [Fact]
    public void SeenSince_LeavesOlderRelationsOutAndKeepsThoseWithoutATime()
    {
        var world = WorldOf(("new", "z"));
        world["any", Domain("seed")] = new Answer.Found(
            [
                new("r", Domain("old")) { Seen = new(100, 199) },
                new("r", Domain("new")) { Seen = new(100, 200) },
                new("r", Domain("untimed")),
            ],
            Cut: false);

        var tree = Walks.Tree(world, Domain("seed"), new HuntRules { SeenSince = DateTimeOffset.FromUnixTimeSeconds(200) });

        Walks.Txt(tree).ShouldBe(
            """
            AnyNode(id='seed', type='domain')
            ├── AnyNode(id='new', relation='r', seen='1970-01-01T00:01:40Z..1970-01-01T00:03:20Z', type='domain')
            │   └── AnyNode(id='z', relation='r', type='domain')
            └── AnyNode(id='untimed', relation='r', type='domain')
            """);
    }

    [Theory]
    [InlineData("VT: domain to resolution ip", false, false)]
    [InlineData("VT: domain to resolution ip", true, true)]
    [InlineData("MN: domain to ip", false, true)]
    public void Seen_OnARelationOfTheOriginal_IsShownOnlyWhenItIsAskedFor(string label, bool showSeen, bool isShown)
    {
        var world = WorldOf();
        world["any", Domain("seed")] = new Answer.Found([new(label, Ip("192.0.2.1")) { Seen = new(1, 2) }], Cut: false);

        var tree = Walks.Tree(world, Domain("seed"), new HuntRules { ShowSeen = showSeen });

        Walks.Txt(tree).Contains("seen=", StringComparison.Ordinal).ShouldBe(isShown);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public void Url_BelowTheSeed_IsAskedAboutOnlyWhenItIsSaid(bool expandUrls, int nodes)
    {
        var url = new Ioc(IocType.Url, "http://example.com/a");
        var world = WorldOf();
        world["any", Domain("seed")] = Found("r", url);
        world["any", url] = Found("r", Domain("x"));

        Walks.Tree(world, Domain("seed"), new HuntRules { ExpandUrls = expandUrls }).Nodes.Length.ShouldBe(nodes);
        Walks.Tree(world, url, new HuntRules { ExpandUrls = expandUrls }).Nodes.Length.ShouldBe(2);
    }

    private static bool IsParked(Ioc ioc) => ioc.Value[^1] is '1' or '5' or '8';

    private static void TagSome(Ioc ioc, ICollection<Tag> tags)
    {
        if (IsParked(ioc))
        {
            tags.Add(new("CDN", TagClass.Shared, "own list"));
        }
    }

    private static TagRule Tagging(string value) => (ioc, tags) =>
    {
        if (ioc.Value == value)
        {
            tags.Add(new("CDN", TagClass.Shared, "own list", "7"));
        }
    };

    private static World WorldOf(params (string From, string To)[] relations)
    {
        var world = new World { Catalogue = CatalogueOf(Any) };
        foreach (var from in relations.GroupBy(r => r.From, r => Domain(r.To)))
        {
            world["any", Domain(from.Key)] = Found("r", [.. from]);
        }

        return world;
    }
}
