using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Supervising;

/// <summary>The one hunt of a run in one process. Running the same command again is its resume, so nothing has to be kept but what it found.</summary>
internal sealed class MemoryHuntStore : IHuntStore
{
    private readonly TaskCompletionSource<HuntPhase> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SeedOfHunt[] _seeds;
    private readonly HuntPlan _plan;
    private readonly IHuntRecorder _recorder;
    private readonly HuntStatistics _statistics;

    /// <param name="seeds">Distinct.</param>
    /// <param name="options">How far each may travel.</param>
    public MemoryHuntStore(IReadOnlyList<Ioc> seeds, HuntOptions options, HuntPlan plan, IHuntRecorder recorder, HuntStatistics statistics)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        _seeds = [.. seeds.Select((seed, i) => new SeedOfHunt(
            i + 1, seed, options.Sharing.GetValueOrDefault(seed, options.Rules.Sharing), NameIsTaken: !values.Add(seed.Value)))];
        _plan = plan;
        _recorder = recorder;
        _statistics = statistics;
    }

    /// <summary>Ends when the hunt is over: finished or cancelled.</summary>
    public Task<HuntPhase> Over => _over.Task;

    public Task<RunnableHunt?> LoadAsync(HuntId hunt, CancellationToken cancellation) => Task.FromResult<RunnableHunt?>(new(_seeds.Length, _plan));

    public Task<IReadOnlyList<SeedOfHunt>> SeedsAsync(HuntId hunt, int first, int most, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SeedOfHunt>>([.. _seeds.Skip(first - 1).Take(most)]);

    public Task UpdateAsync(HuntStatus standing, CancellationToken cancellation)
    {
        if (standing.Phase is HuntPhase.Finished or HuntPhase.Cancelled)
        {
            _over.TrySetResult(standing.Phase);
        }

        return Task.CompletedTask;
    }

    public Task RetryAsync(HuntId hunt, IReadOnlyList<int> trees, CancellationToken cancellation) => Task.CompletedTask;

    public async Task GiveUpAsync(TreeId tree, HuntPlan plan, string problem, CancellationToken cancellation)
    {
        await _recorder.RecordAsync(tree.Hunt, [new(tree.Number, TreeState.GivenUp, Nodes: 0, Missing: 0, Record: null)], cancellation);
        _statistics.GivenUp(tree.Number, problem);
    }

    public Task DeleteAsync(HuntId hunt, CancellationToken cancellation) => Task.CompletedTask;
}
