using System.IO.Compression;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Nodes;

/// <summary>Makes of a walk that is done what the database keeps of a tree. Pure, but for the work it is.</summary>
internal static class RenderedTree
{
    /// <param name="owned">Whose tree.</param>
    /// <param name="walk">Done; nobody else touches it any more.</param>
    /// <param name="writtenAt">Local time, for the name of the files.</param>
    public static FinishedTree Of(OwnedTree owned, TreeWalk walk, DateTimeOffset writtenAt)
    {
        var hunt = owned.Hunt.Hunt;
        var tree = ExplorationTree.Build(walk);
        List<MissingAnswer> missing = [.. tree.Remarks.OrderBy(r => r.Key).SelectMany(r => r.Value.Missing)];
        return new()
        {
            Lease = owned.Lease,
            State = missing.Count == 0 ? TreeState.Complete : TreeState.WithMissing,
            Nodes = tree.Nodes.Length,
            Missing = missing.Count,
            Tally = new(owned.Run.Counts.NotAsked, QueryTotalsOf.BySource(owned), [.. Groups(missing)]),
            Files = new(
                ResultName.For(owned.Run.Seed, hunt.Depth, writtenAt, owned.Run.NameIsTaken),
                Compressed(stream => TxtTreeWriter.Write(tree, hunt.Plain, stream)),
                Compressed(stream => JsonTreeWriter.Write(tree, hunt.Plain, stream))),
        };
    }

    public static FinishedTree GivenUp(OwnedTree owned, string problem) => new() { Lease = owned.Lease, State = TreeState.GivenUp, Problem = problem };

    private static IEnumerable<MissingView> Groups(List<MissingAnswer> missing) => missing
        .GroupBy(m => (m.Operation.Source, m.Operation.Name, m.Reason))
        .Select(g => new MissingView(g.Key.Source, g.Key.Name, g.Key.Reason.Name(), g.First().Detail, g.Count(), 1));

    private static byte[] Compressed(Action<Stream> write)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            write(gzip);
        }

        return bytes.ToArray();
    }
}
