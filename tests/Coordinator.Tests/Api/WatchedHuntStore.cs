using IocExplorer.Coordinator.Supervising;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>A store of hunts that says when a hunt is listed as a test waits for.</summary>
internal sealed class WatchedHuntStore(IHuntStore inner) : IHuntStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<HuntId, HuntStatus> _last = [];
    private readonly List<(HuntId Hunt, Predicate<HuntStatus> IsIt, TaskCompletionSource Came)> _waiting = [];

    /// <summary>Ends when the hunt is listed like this, at once when it was so last.</summary>
    public Task WhenListedAsync(HuntId hunt, Predicate<HuntStatus> isIt)
    {
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_last.TryGetValue(hunt, out var last) && isIt(last))
            {
                came.SetResult();
            }
            else
            {
                _waiting.Add((hunt, isIt, came));
            }
        }

        return came.Task.InTime();
    }

    public Task<RunnableHunt?> LoadAsync(HuntId hunt, CancellationToken cancellation) => inner.LoadAsync(hunt, cancellation);

    public Task<IReadOnlyList<SeedOfHunt>> SeedsAsync(HuntId hunt, int first, int most, CancellationToken cancellation) =>
        inner.SeedsAsync(hunt, first, most, cancellation);

    public async Task UpdateAsync(HuntStatus standing, CancellationToken cancellation)
    {
        await inner.UpdateAsync(standing, cancellation);
        lock (_gate)
        {
            _last[standing.Hunt] = standing;
            _waiting.FindAll(w => w.Hunt == standing.Hunt && w.IsIt(standing)).ForEach(w => w.Came.TrySetResult());
        }
    }

    public Task RetryAsync(HuntId hunt, IReadOnlyList<int> trees, CancellationToken cancellation) => inner.RetryAsync(hunt, trees, cancellation);

    public Task GiveUpAsync(TreeId tree, HuntPlan plan, string problem, CancellationToken cancellation) => inner.GiveUpAsync(tree, plan, problem, cancellation);

    public Task DeleteAsync(HuntId hunt, CancellationToken cancellation) => inner.DeleteAsync(hunt, cancellation);
}
