using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Recording;

/// <summary>The results of a service, in its database.</summary>
/// <param name="store">Stays the caller's.</param>
/// <param name="time">Local time names the files.</param>
/// <param name="recorded">Told of each tree, and whether its result was taken; must not wait.</param>
internal sealed class DatabaseResultStore(PostgresStore store, TimeProvider time, Action<FinishedTree, bool> recorded) : IResultStore
{
    private readonly TreeStore _trees = new(store);

    public PreparedTree Prepare(RecorderProtocol.RecordTree tree)
    {
        try
        {
            return new RenderedTree(Render(tree));
        }
#pragma warning disable CA1031 // This supervises the building of one tree: a bug that one tree shows must not take the others along.
        catch (Exception crash)
#pragma warning restore CA1031
        {
            return new RenderedTree(new()
            {
                Tree = tree.Tree,
                FailuresSince = tree.Plan.Freshness.FailuresSince,
                State = TreeState.GivenUp,
                Problem = $"The tree was not written because of a bug: {crash}".ReplaceLineEndings(" "),
            });
        }
    }

    public async Task<IReadOnlyList<HuntProtocol.TreeOutcome?>> RecordAsync(IReadOnlyList<PreparedTree> trees, CancellationToken cancellation)
    {
        List<FinishedTree> finished = [.. trees.Cast<RenderedTree>().Select(tree => tree.Finished)];
        var taken = await _trees.RecordAsync(finished, cancellation);
        foreach (var tree in finished)
        {
            recorded(tree, taken.Contains(tree.Tree));
        }

        return
        [
            .. finished.Select(tree =>
                taken.Contains(tree.Tree) ? new(tree.Tree.Number, tree.State.ToEnd(), tree.Nodes ?? 0) : (HuntProtocol.TreeOutcome?)null),
        ];
    }

    private static IEnumerable<MissingAnswers> Groups(List<MissingAnswer> missing) => missing
        .GroupBy(m => (m.Operation.Source, m.Operation.Name, m.Reason))
        .Select(g => new MissingAnswers(
            g.Key.Source, g.Key.Name, g.Key.Reason.Name(), g.Select(m => m.Detail).Aggregate(MissingAnswers.JoinDetails), g.Count(), 1));

    private FinishedTree Render(RecorderProtocol.RecordTree recorded)
    {
        var (plan, walk) = (recorded.Plan, recorded.Walk);
        var tree = ExplorationTree.Build(walk);
        List<MissingAnswer> missing = [.. tree.Remarks.OrderBy(r => r.Key).SelectMany(r => r.Value.Missing)];
        var record = TreeRecordBuilder.Build(recorded.Tree.Number, walk, tree);
        var sources = new SourceIndex(new([.. plan.Operations.Select(operation => (operation.Id, operation.Operation))]));
        return new()
        {
            Tree = recorded.Tree,
            FailuresSince = plan.Freshness.FailuresSince,
            State = missing.Count == 0 ? TreeState.Complete : TreeState.WithMissing,
            Nodes = tree.Nodes.Length,
            Missing = missing.Count,
            Tally = new(recorded.Counts.NotAsked, sources.ByName(recorded.Counts.BySource), [.. Groups(missing)]),
            Files = new(
                ResultName.For(recorded.Seed, plan.Depth, time.GetLocalNow(), recorded.NameIsTaken),
                new Dictionary<string, ReadOnlyMemory<byte>>(
                [
                    .. TreeFormats.All.Select(format => KeyValuePair.Create<string, ReadOnlyMemory<byte>>(
                        format.Format, Gzip.Pack(stream => format.Write(tree, plan.Plain, stream)))),
                    KeyValuePair.Create(TreeFiles.RecordFormat, TreeRecordBytes.Pack(record)),
                    KeyValuePair.Create<string, ReadOnlyMemory<byte>>(TreeFiles.KeysFormat, TreeKeys.Of(record)),
                ])),
        };
    }

    private sealed record RenderedTree(FinishedTree Finished) : PreparedTree(Finished.Tree);
}
