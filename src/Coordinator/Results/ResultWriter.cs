using System.Collections.Concurrent;
using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Results;

/// <summary>
/// Builds and writes finished trees away from the actors: on threads of its own, because file calls block and a blocked pool thread is one
/// that handles no messages. What waits is bounded by the trees that a hunt has active.
/// </summary>
internal sealed class ResultWriter : IDisposable
{
    private readonly BlockingCollection<(TreeWalk Walk, bool IsTaken, Action<TreeResult> Done)> _waiting = [];
    private readonly Task[] _threads;
    private readonly ResultFiles _files;

    /// <param name="files">Where to.</param>
    /// <param name="threads">How many trees are written at a time.</param>
    public ResultWriter(ResultFiles files, int threads = 2)
    {
        _files = files;
        _threads = [.. Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
            WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    /// <summary>Takes over a walk that is done; nobody else touches it any more.</summary>
    /// <param name="isTaken">See <see cref="ResultName.For"/>.</param>
    /// <param name="done">Called on a writer's thread: pass the word on and return.</param>
    public void Add(TreeWalk walk, bool isTaken, Action<TreeResult> done) => _waiting.Add((walk, isTaken, done));

    /// <summary>Writes what waits, then ends.</summary>
    public async Task StopAsync()
    {
        _waiting.CompleteAdding();
        await Task.WhenAll(_threads);
    }

    public void Dispose() => _waiting.Dispose();

    private void WriteAll()
    {
        foreach (var (walk, isTaken, done) in _waiting.GetConsumingEnumerable())
        {
            done(Write(walk, isTaken));
        }
    }

    private TreeResult Write(TreeWalk walk, bool isTaken)
    {
        try
        {
            var tree = ExplorationTree.Build(walk);
            var outcome = _files.Write(tree, walk.Policy.Depth, isTaken);
            return new(tree.Nodes.Length, [.. tree.Remarks.OrderBy(r => r.Key).SelectMany(r => r.Value.Missing)], outcome);
        }
#pragma warning disable CA1031 // This supervises the writing of one tree: a bug that one tree shows must not take the others along.
        catch (Exception crash)
#pragma warning restore CA1031
        {
            return new(0, [], new WriteOutcome.Failed($"The tree of {walk.Seed} was not written because of a bug: {crash}".ReplaceLineEndings(" ")));
        }
    }
}
