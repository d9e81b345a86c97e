using IocExplorer.Analysis.Records;
using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Trees;

public sealed class TreeWalkTests
{
    private static Config Checks { get; } = Config.QuickThrowOnFailure.WithMaxTest(400);

    [Fact]
    public void Tree_FromAnyOrderOfAnswers_IsTheOneOfTheContract() => Check.One(Checks, Prop.ForAll(RandomWorld.Any(), world =>
    {
        var (answers, depth, order) = world;
        var naive = new NaiveTree(answers, RandomWorld.Seed, depth).Draw();

        var once = ExplorationTree.Build(Walks.Run(answers, RandomWorld.Seed, depth, new Random(order)));
        var twice = ExplorationTree.Build(Walks.Run(answers, RandomWorld.Seed, depth, new Random(~order)));

        Walks.Txt(once, plain: true).ShouldBe(naive);
        Walks.Txt(twice).ShouldBe(Walks.Txt(once));
        Walks.Json(twice).ShouldBe(Walks.Json(once));
    }));

    [Fact]
    public void Queries_InAnyOrderOfAnswers_AreThoseOfTheContractEachOnce() => Check.One(Checks, Prop.ForAll(RandomWorld.Any(), world =>
    {
        var (answers, depth, order) = world;
        var asked = new List<TreeQuery>();

        Walks.Run(answers, RandomWorld.Seed, depth, new Random(order), asked);

        asked.Select(q => q.Number).ShouldBe(Enumerable.Range(0, asked.Count));
        asked.Select(q => (q.Operation, q.Ioc)).ShouldBe(
            new NaiveTree(answers, RandomWorld.Seed, depth).Asked, ignoreOrder: true);
    }));

    [Fact]
    public void Tree_WithValuesOfTwoTypes_IsStillTheOneOfTheContract() => Check.One(Checks, Prop.ForAll(RandomWorld.Any(valuesOfTwoTypes: true), world =>
    {
        var (answers, depth, order) = world;
        var naive = new NaiveTree(answers, RandomWorld.Seed, depth);
        var asked = new List<TreeQuery>();

        var tree = ExplorationTree.Build(Walks.Run(answers, RandomWorld.Seed, depth, new Random(order), asked));

        Walks.Txt(tree, plain: true).ShouldBe(naive.Draw());
        asked.Select(q => (q.Operation, q.Ioc)).ShouldBeUnique();
        naive.Asked.IsSubsetOf(asked.Select(q => (q.Operation, q.Ioc))).ShouldBeTrue();
    }));

    [Fact]
    public void Ioc_FirstMetAtTheLimitAndThenHigherUp_IsAskedThen()
    {
        // seed → a → b → far and, later, seed → far: at depth 3 "far" is a leaf by the long way and asked by the short one.
        var walk = Create(depth: 3);
        var toA = walk.TakeNew().ShouldHaveSingleItem();
        walk.Take(toA.Number, Found("r", Domain("a"), Domain("b")));
        var afterSeed = walk.TakeNew();
        walk.Take(afterSeed[0].Number, Found("r", Domain("x")));
        var x = walk.TakeNew().ShouldHaveSingleItem();
        walk.Take(x.Number, Found("r", Domain("far")));
        walk.TakeNew().ShouldBeEmpty();

        walk.Take(afterSeed[1].Number, Found("r", Domain("far")));

        walk.TakeNew().ShouldHaveSingleItem().Ioc.ShouldBe(Domain("far"));
    }

    [Fact]
    public void ShorterWay_FoundLate_LiftsEverythingBelowIt()
    {
        // A chain from the far end of which a short cut to its second link turns up last.
        const int Links = 10_000;
        var walk = Create(depth: Links);
        var seed = walk.TakeNew().Single();
        walk.Take(seed.Number, Found("r", Domain("slow"), Domain("0")));
        var (slow, first) = (walk.TakeNew()[0], walk.StillOpen()[1]);
        var next = first;
        for (var i = 1; i < Links - 1; i++)
        {
            walk.Take(next.Number, Found("r", Domain($"{i}")));
            next = walk.TakeNew().ShouldHaveSingleItem();
        }

        walk.Take(next.Number, Found("r", Domain("end")));
        walk.TakeNew().ShouldBeEmpty();

        walk.Take(slow.Number, Found("r", Domain("2")));

        walk.TakeNew().ShouldHaveSingleItem().Ioc.ShouldBe(Domain("end"));
    }

    [Fact]
    public void Answer_ThatComesAgain_ChangesNothing()
    {
        var walk = Create(depth: 2);
        var seed = walk.TakeNew().Single();
        walk.Take(seed.Number, Answer.Empty.Instance).ShouldBeTrue();

        walk.Take(seed.Number, Found("r", Domain("late"))).ShouldBeFalse();

        walk.IsDone.ShouldBeTrue();
        ExplorationTree.Build(walk).Nodes.Length.ShouldBe(1);
    }

    [Fact]
    public void Counts_KeepTheThreeKindsOfAnswerApart()
    {
        var walk = Create(depth: 2);
        walk.Take(walk.TakeNew().Single().Number, Found("r", Domain("a"), Domain("b"), Domain("c")));
        var open = walk.TakeNew();

        walk.Take(open[0].Number, Answer.Empty.Instance);
        walk.Take(open[1].Number, new Answer.NotAnswered(NotAnsweredReason.Failed, "reset"));

        (walk.Queries, walk.Found, walk.Empty, walk.NotAnswered, walk.Open).ShouldBe((4, 1, 1, 1, 1));
        walk.StillOpen().ShouldBe([open[2]]);
        Should.Throw<InvalidOperationException>(() => ExplorationTree.Build(walk)).Message.ShouldContain("1 queries open");
    }

    [Fact]
    public void DepthZero_AsksNothing() => Create(depth: 0).IsDone.ShouldBeTrue();

    [Fact]
    public void ReservedIoc_IsAskedOnlyOfOperationsInTheHouse()
    {
        var catalogue = CatalogueOf(
            new("Out", "far", "", [IocType.IpAddress], IsExternal: true), new("In", "near", "", [IocType.IpAddress], IsExternal: false));

        var reserved = new TreeWalk(Ip("10.0.0.1"), new(catalogue, 3, IsTen));
        var open = new TreeWalk(Ip("192.0.2.1"), new(catalogue, 3, IsTen));
        var allowed = new TreeWalk(Ip("10.0.0.1"), new(catalogue, 3, reserved: null));

        reserved.TakeNew().ShouldHaveSingleItem().Operation.ShouldBe(new OperationId(2));
        reserved.NotSent.ShouldBe(1);
        open.TakeNew().Count.ShouldBe(2);
        open.NotSent.ShouldBe(0);
        allowed.TakeNew().Count.ShouldBe(2);
    }

    [Fact]
    public void Decisions_NameTheLimitTheyMet()
    {
        var world = new World { Catalogue = OneOperation };
        world["any", Domain("seed")] = Found("r", Domain("a"), Domain("seed"));
        world["any", Domain("a")] = Found("r", Domain("b"));

        var tree = Walks.Tree(world, Domain("seed"), depth: 2);

        tree.Nodes.ToArray().Select(n => (n.Ioc.Value, n.Decision.Allow, n.Decision.Reason)).ShouldBe(
        [
            ("seed", true, "above the depth limit of 2"),
            ("a", true, "above the depth limit of 2"),
            ("seed", false, "stands in the tree already; expanded only where it first appears"),
            ("b", false, "at the depth limit of 2"),
        ]);
    }

    [Fact]
    public void ReservedIoc_SaysInItsDecisionWhyItWasNotSent()
    {
        var world = new World { Catalogue = CatalogueOf(new Operation("Out", "far", "", [IocType.IpAddress], IsExternal: true)) };

        var tree = Walks.Tree(world, Ip("10.0.0.1"), reserved: IsTen);

        tree.Nodes[0].Decision.ShouldBe(new(NodeExpansion.Internal, "is a private address: asked only of internal sources"));
        tree.Remarks.Values.ShouldAllBe(remarks => remarks.Missing.Count == 0);
    }

    [Fact]
    public void Tree_OfAHundredThousandNodes_IsWalkedAndBuilt()
    {
        var walk = Create(depth: 3);
        walk.Take(walk.TakeNew().Single().Number, Found("r", [.. Enumerable.Range(0, 400).Select(i => Domain($"a{i}"))]));
        foreach (var query in walk.TakeNew())
        {
            walk.Take(query.Number, Found("r", [.. Enumerable.Range(0, 300).Select(i => Domain($"{query.Ioc.Value}-{i}"))]));
        }

        foreach (var query in walk.TakeNew())
        {
            walk.Take(query.Number, Answer.Empty.Instance);
        }

        walk.IsDone.ShouldBeTrue();
        ExplorationTree.Build(walk).Nodes.Length.ShouldBe(1 + 400 + (400 * 300));
    }

    private static OperationCatalogue OneOperation { get; } = CatalogueOf(new Operation("S", "any", "", [IocType.Domain], IsExternal: true));

    private static TreeWalk Create(int depth) => new(Domain("seed"), new(OneOperation, depth, reserved: null));

    private static bool IsTen(Ioc ioc, out string why)
    {
        why = "is a private address";
        return ioc.Value.StartsWith("10.", StringComparison.Ordinal);
    }
}
