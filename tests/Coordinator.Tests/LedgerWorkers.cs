using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Tests;

/// <summary>One loop for each source: claims what is open, answers in no particular order.</summary>
internal sealed class LedgerWorkers : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly Task[] _loops;

    public LedgerWorkers(IClaimLedger ledger, World world) =>
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

    private async Task RunAsync(IClaimLedger ledger, World world, string source)
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
