using System.Collections.Concurrent;
using IocExplorer.SourceSimulator;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>
/// What <c>explore</c> leaves of the first seeds of <see cref="Worlds.Small"/> when nothing goes wrong: what a service must leave whatever goes wrong.
/// </summary>
/// <param name="Trees">By the name of their file.</param>
/// <param name="Queries">So many the trees need, each asked once.</param>
internal sealed record UndisturbedRun(IReadOnlyDictionary<string, byte[]> Trees, int Queries)
{
    // Several classes compare with the same run; it is made once for all of them.
    private static readonly ConcurrentDictionary<int, Lazy<Task<UndisturbedRun>>> Runs = new();

    public static Task<UndisturbedRun> OfAsync(int seeds) => Runs.GetOrAdd(seeds, static count => new(() => RunAsync(count))).Value;

    private static async Task<UndisturbedRun> RunAsync(int seeds)
    {
        await using var simulator = await Simulator.StartAsync(new() { World = Worlds.Small });
        using var user = new Workspace().PointTo(simulator.BaseAddress).Seeds(SeedLines.Of(Worlds.Small, seeds));
        var run = await user.ExploreAsync("--quiet");
        run.ExitCode.ShouldBe(0, run.Everything);
        simulator.Stats.AskedAgain.ShouldBeEmpty();
        return new(user.Trees(), simulator.Stats.DistinctQueries);
    }
}
