using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Tests.Trees;
using IocExplorer.Messages;
using IocExplorer.Persistence;
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
        var world = await WorldAsync(ledger);
        var results = Path.Combine(_folder.Path, "results");
        var options = new HuntOptions
        {
            Seeds = seeds,
            OutputDirectory = results,
            Freshness = new(_time.GetUtcNow().AddHours(-24), _time.GetUtcNow()),
            ActiveTrees = 5,
        };
        await using var workers = new Workers(ledger, world);

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

    private static async Task<World> WorldAsync(SqliteLedger ledger)
    {
        var operations = OriginalCatalogue.InTreeOrder.Select(o => o.Operation).ToList();
        var ids = await ledger.RegisterAsync(operations, Cancellation);
        var world = new World { Catalogue = new([.. ids.Zip(operations)]) };
        var random = new Random(5);
        for (var i = 0; i < 200; i++)
        {
            world["flint", Domain($"n{i}.com")] = Found("QAX: domain to resolution ip", Ip($"8.8.{random.Next(9)}.{random.Next(9)}"));
            world["domain_resolutions", Domain($"n{i}.com")] = Found("VT: domain to resolution ip", Ip($"8.8.{random.Next(9)}.{random.Next(9)}"));
            world["registrant_email", Domain($"n{i}.com")] = Found("QAX: domain to whois email", Email($"u{random.Next(60)}@n.com"));
            world["reverse_email", Email($"u{i}@n.com")] = Found(
                "QAX: Whois email to domain", [.. Enumerable.Range(0, 6).Select(_ => Domain($"n{random.Next(200)}.com"))]);
        }

        return world;
    }

    /// <summary>One loop for each source: claims what is open, answers in no particular order.</summary>
    private sealed class Workers : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Lock _gate = new();
        private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
        private readonly Task[] _loops;

        public Workers(SqliteLedger ledger, World world) =>
            _loops = [.. world.Catalogue.InTreeOrder.Select(o => o.Operation.Source).Distinct().Select(source => Task.Run(() => RunAsync(ledger, world, source)))];

        public List<(OperationId, Ioc)> Claimed { get; } = [];

        public Task HasAnswered(int count)
        {
            lock (_gate)
            {
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiters.Add((count, reached));
                return reached.Task;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Task.WhenAll(_loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }

        private async Task RunAsync(SqliteLedger ledger, World world, string source)
        {
            using var signal = new SemaphoreSlim(0);
            using var hint = ledger.Hints.WhenWorkIsOpen(source, () => signal.Release());
            var random = new Random(source.Length);
            while (true)
            {
                var claims = await ledger.ClaimAsync(new(source, 16, []), _stop.Token);
                if (claims.Count == 0)
                {
                    await signal.WaitAsync(_stop.Token);
                    continue;
                }

                var answers = claims.OrderBy(_ => random.Next()).Select(c => new AnswerToClaim(c, world[c.Operation, c.Ioc])).ToList();
                (await ledger.AnswerAsync(answers, _stop.Token)).ShouldAllBe(accepted => accepted);
                lock (_gate)
                {
                    Claimed.AddRange(claims.Select(c => (c.Operation, c.Ioc)));
                    _waiters.FindAll(w => w.Count <= Claimed.Count).ForEach(w => w.Reached.TrySetResult());
                }
            }
        }
    }
}
