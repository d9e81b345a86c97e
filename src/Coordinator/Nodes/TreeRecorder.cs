using IocExplorer.Coordinator.Trees;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Nodes;

/// <summary>
/// Builds finished trees away from the actors and records them, as long as that takes: a database that is away for a while costs nothing. What waits is
/// bounded by the trees that a node explores at once.
/// </summary>
internal sealed class TreeRecorder(TreeStore store, TimeProvider time, Action<FinishedTree, bool>? recorded) : IDisposable
{
    /// <summary>Trees built at a time: it is work for a processor.</summary>
    private const int Width = 2;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _width = new(Width);
    private readonly CancellationTokenSource _giveUp = new();

    /// <summary>Takes over a walk that is done.</summary>
    /// <param name="done">Told whether the result was accepted; false when the lease was void, or the recorder was disposed of first.</param>
    public void Add(OwnedTree tree, TreeWalk walk, Action<bool> done) => _ = Task.Run(async () => done(await RecordAsync(await BuildAsync(tree, walk))));

    /// <summary>Records the end of a tree that has no result.</summary>
    /// <inheritdoc cref="Add(OwnedTree, TreeWalk, Action{bool})"/>
    public void Add(FinishedTree tree, Action<bool> done) => _ = Task.Run(async () => done(await RecordAsync(tree)));

    /// <summary>What is not recorded yet is given up: another node walks again.</summary>
    public void GiveUp() => _giveUp.Cancel();

    public void Dispose()
    {
        _giveUp.Cancel();
        _giveUp.Dispose();
        _width.Dispose();
    }

    private async Task<FinishedTree> BuildAsync(OwnedTree tree, TreeWalk walk)
    {
        await _width.WaitAsync();
        try
        {
            return RenderedTree.Of(tree, walk, time.GetLocalNow());
        }
#pragma warning disable CA1031 // This supervises the building of one tree: a bug that one tree shows must not take the others along.
        catch (Exception crash)
#pragma warning restore CA1031
        {
            return RenderedTree.GivenUp(tree, $"The tree was not written because of a bug: {crash}".ReplaceLineEndings(" "));
        }
        finally
        {
            _width.Release();
        }
    }

    private async Task<bool> RecordAsync(FinishedTree tree)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                // 1. The tree is ours in the database. A crash here: another node walks again, from the ledger.
                var isAccepted = await store.FinishAsync(tree, _giveUp.Token);

                // 2. It is recorded, once. A connection lost here makes us try again, and the second try is refused: nothing is written twice.
                recorded?.Invoke(tree, isAccepted);
                return isAccepted;
            }
            catch (LedgerException trouble) when (trouble.Trouble == LedgerTrouble.Unavailable)
            {
                await Task.Delay(pause, time, _giveUp.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return false;
            }

            if (_giveUp.IsCancellationRequested)
            {
                return false;
            }
        }
    }
}
