using System.Text;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Tests.Trees;

/// <summary>Walks over a <see cref="World"/>, and what comes of them.</summary>
internal static class Walks
{
    /// <summary>Walks to the end; the answers come in an order of chance, in batches of chance, some of them twice.</summary>
    public static TreeWalk Run(World world, Ioc seed, int depth, Random order, List<TreeQuery>? asked = null, ReservedRule? reserved = null) =>
        Run(world, seed, new ExpansionPolicy(world.Catalogue, depth, reserved), order, asked);

    /// <inheritdoc cref="Run(World, Ioc, int, Random, List{TreeQuery}?, ReservedRule?)"/>
    public static TreeWalk Run(World world, Ioc seed, ExpansionPolicy policy, Random order, List<TreeQuery>? asked = null)
    {
        var walk = new TreeWalk(seed, policy);
        var open = new List<TreeQuery>();
        var answered = new List<TreeQuery>();
        while (true)
        {
            var more = walk.TakeNew();
            open.AddRange(more);
            asked?.AddRange(more);
            if (open.Count == 0)
            {
                break;
            }

            for (var batch = order.Next(1, open.Count + 1); batch > 0; batch--)
            {
                var at = order.Next(open.Count);
                var query = open[at];
                open.RemoveAt(at);
                walk.Take(query.Number, world[query.Operation, query.Ioc], World.RecordedAt(query)).ShouldBeTrue();
                answered.Add(query);
                if (order.Next(4) == 0)
                {
                    var again = answered[order.Next(answered.Count)];
                    walk.Take(again.Number, world[again.Operation, again.Ioc], DateTimeOffset.UnixEpoch).ShouldBeFalse();
                }
            }
        }

        walk.IsDone.ShouldBeTrue();
        return walk;
    }

    public static ExplorationTree Tree(World world, Ioc seed, int depth = 3, ReservedRule? reserved = null) =>
        ExplorationTree.Build(Run(world, seed, depth, new Random(1), reserved: reserved));

    public static ExplorationTree Tree(World world, Ioc seed, HuntRules rules, TagRule? tags = null, int depth = 3) =>
        ExplorationTree.Build(Run(world, seed, new ExpansionPolicy(world.Catalogue, depth, null, rules, tags), new Random(1)));

    public static string Txt(ExplorationTree tree, bool plain = false) => Text(stream => new TxtTreeWriter().Write(tree, plain, stream));

    public static string Json(ExplorationTree tree, bool plain = false) => Text(stream => new JsonTreeWriter().Write(tree, plain, stream));

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(stream.ToArray());
    }
}
