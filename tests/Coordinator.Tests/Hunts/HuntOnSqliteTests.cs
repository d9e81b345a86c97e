using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Tests.Trees;
using IocExplorer.Messages;
using IocExplorer.Persistence.Sqlite;
using IocExplorer.Testing;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Hunts;

/// <summary>A hunt on the real embedded ledger, with workers that answer from a <see cref="World"/>.</summary>
public sealed class HuntOnSqliteTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task HuntStoppedAndStartedAgain_AsksNoSourceTwice_AndWritesTheTreesOfTheContract()
    {
        Ioc[] seeds = [.. Enumerable.Range(0, 25).Select(i => Domain($"n{i}.com"))];
        await using var ledger = await SqliteLedger.OpenAsync(
            new() { Path = Path.Combine(_folder.Path, "ledger.db"), Time = _time }, Cancellation);
        var world = await OverlappingWorld.RegisterAsync(ledger, Cancellation);
        var results = Path.Combine(_folder.Path, "results");
        var options = new HuntOptions
        {
            Seeds = seeds,
            OutputDirectory = results,
            Freshness = new(_time.GetUtcNow().AddHours(-24), _time.GetUtcNow()),
            ActiveTrees = 5,
        };
        await using var workers = new LedgerWorkers(ledger, world);

        await using (var first = await Hunt.StartAsync(options, ledger, world.Catalogue, _ => { }, _time, Cancellation))
        {
            await workers.HasAnswered(300).InTime();
            (await first.StopAsync().InTime()).TreesUnfinished.ShouldBeGreaterThan(0);
        }

        await using var second = await Hunt.StartAsync(options, ledger, world.Catalogue, _ => { }, _time, Cancellation);
        var summary = await second.Completion.InTime();

        summary.IsComplete.ShouldBeTrue();
        summary.Answers.FromLedger.ShouldBeGreaterThan(0);
        workers.Claimed.ShouldBeUnique();
        foreach (var seed in seeds)
        {
            (await File.ReadAllTextAsync(Path.Combine(results, $"{seed.Value}_depth_3_202601051200.txt"), Cancellation)).ShouldBe(new NaiveTree(world, seed, 3).Draw());
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
