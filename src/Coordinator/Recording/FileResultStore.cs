using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Recording;

/// <summary>
/// Results as files in one folder, for a run in one process, with their records in the ledger's file. A tree that cannot be
/// written is named and counted; the run goes on.
/// </summary>
/// <param name="notices">Lines for the user; must not wait.</param>
internal sealed class FileResultStore(ResultFiles files, IHuntRecorder hunts, HuntStatistics statistics, Action<Notice> notices) : IResultStore
{
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isWaiting;

    /// <summary>Ends with the reason when records cannot be kept any more.</summary>
    public Task<Exception> Failed => _failed.Task;

    public PreparedTree Prepare(RecorderProtocol.RecordTree tree) => Write(tree);

    public async Task<IReadOnlyList<HuntProtocol.TreeOutcome?>> RecordAsync(IReadOnlyList<PreparedTree> trees, CancellationToken cancellation)
    {
        List<WrittenTree> written = [.. trees.Cast<WrittenTree>()];
        foreach (var hunt in written.GroupBy(tree => tree.Tree.Hunt))
        {
            await KeepAsync(hunt.Key, [.. hunt.Select(tree => tree.ToRecord())], cancellation);
        }

        return [.. written.Select(tree => (HuntProtocol.TreeOutcome?)Count(tree))];
    }

    private async Task KeepAsync(HuntId hunt, IReadOnlyList<TreeToRecord> trees, CancellationToken cancellation)
    {
        try
        {
            await hunts.RecordAsync(hunt, trees, cancellation);
            _isWaiting = false;
        }
        catch (LedgerException error)
        {
            if (error.Kind != LedgerErrorKind.Unavailable)
            {
                _failed.TrySetResult(error);
            }
            else if (!_isWaiting)
            {
                _isWaiting = true;
                notices(new(IsError: true, $"{error.Message} The trees are written; waiting to record them."));
            }

            throw;
        }
    }

    private HuntProtocol.TreeOutcome Count(WrittenTree tree)
    {
        var (written, result) = (tree.Written, tree.Result);
        if (statistics.Ended(written.Tree.Number, written.Seed, written.Counts, result) && result.Outcome is WriteOutcome.Failed { Problem: var problem })
        {
            notices(new(IsError: true, problem));
        }

        return new(written.Tree.Number, tree.State.ToEnd(), result.Nodes);
    }

    private WrittenTree Write(RecorderProtocol.RecordTree told)
    {
        var walk = told.Walk;
        try
        {
            var tree = ExplorationTree.Build(walk);
            var outcome = files.Write(tree, walk.Policy.Depth, told.NameIsTaken);
            return new(told, new(tree.Nodes.Length, [.. tree.Remarks.OrderBy(r => r.Key).SelectMany(r => r.Value.Missing)], outcome))
            {
                Record = outcome is WriteOutcome.Written ? TreeRecordBuilder.Build(told.Tree.Number, walk, tree) : null,
            };
        }
#pragma warning disable CA1031 // This supervises the writing of one tree: a bug that one tree shows must not take the others along.
        catch (Exception crash)
#pragma warning restore CA1031
        {
            var problem = $"The tree of {walk.Seed} was not written because of a bug: {crash}".ReplaceLineEndings(" ");
            return new(told, new(0, [], new WriteOutcome.Failed(problem)));
        }
    }

    private sealed record WrittenTree(RecorderProtocol.RecordTree Written, TreeResult Result) : PreparedTree(Written.Tree)
    {
        /// <summary>Null for a tree that was not written.</summary>
        public TreeRecord? Record { get; init; }

        public TreeState State => Result.Outcome is WriteOutcome.Failed ? TreeState.GivenUp
            : Result.Missing.Count == 0 ? TreeState.Complete : TreeState.WithMissing;

        public TreeToRecord ToRecord() => new(
            Tree.Number,
            State,
            Result.Nodes,
            Result.Missing.Count,
            Record is null ? default(ReadOnlyMemory<byte>?) : TreeRecordBytes.Pack(Record))
        {
            Keys = Record is null ? default(ReadOnlyMemory<byte>?) : TreeKeys.Of(Record),
        };
    }
}
