using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Supervising;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Recording;

/// <summary>Results as files in one folder, for a run in one process. A tree that cannot be written is named and counted; the run goes on.</summary>
/// <param name="files">Where to.</param>
/// <param name="statistics">Counts what came of the trees.</param>
/// <param name="notices">Lines for the user; must not wait.</param>
internal sealed class FileResultStore(ResultFiles files, HuntStatistics statistics, Action<Notice> notices) : IResultStore
{
    public PreparedTree Prepare(RecorderProtocol.RecordTree tree) => new WrittenTree(tree, Write(tree.Walk, tree.NameIsTaken));

    public Task<IReadOnlyList<HuntProtocol.TreeOutcome?>> RecordAsync(IReadOnlyList<PreparedTree> trees, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<HuntProtocol.TreeOutcome?>>([.. trees.Cast<WrittenTree>().Select(tree => (HuntProtocol.TreeOutcome?)Record(tree))]);

    private HuntProtocol.TreeOutcome Record(WrittenTree tree)
    {
        var (written, result) = tree;
        if (statistics.Ended(written.Tree.Number, written.Seed, written.Counts, result) && result.Outcome is WriteOutcome.Failed { Problem: var problem })
        {
            notices(new(IsError: true, problem));
        }

        return new(
            written.Tree.Number,
            result.Outcome is WriteOutcome.Failed ? HuntProtocol.TreeEndKind.GivenUp
                : result.Missing.Count == 0 ? HuntProtocol.TreeEndKind.Complete : HuntProtocol.TreeEndKind.WithMissing,
            result.Nodes);
    }

    private TreeResult Write(TreeWalk walk, bool nameIsTaken)
    {
        try
        {
            var tree = ExplorationTree.Build(walk);
            var outcome = files.Write(tree, walk.Policy.Depth, nameIsTaken);
            return new(tree.Nodes.Length, [.. tree.Remarks.OrderBy(r => r.Key).SelectMany(r => r.Value.Missing)], outcome);
        }
#pragma warning disable CA1031 // This supervises the writing of one tree: a bug that one tree shows must not take the others along.
        catch (Exception crash)
#pragma warning restore CA1031
        {
            return new(0, [], new WriteOutcome.Failed($"The tree of {walk.Seed} was not written because of a bug: {crash}".ReplaceLineEndings(" ")));
        }
    }

    private sealed record WrittenTree(RecorderProtocol.RecordTree Written, TreeResult Result) : PreparedTree(Written.Tree)
    {
        public void Deconstruct(out RecorderProtocol.RecordTree written, out TreeResult result) => (written, result) = (Written, Result);
    }
}
