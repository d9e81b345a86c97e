using System.Collections.Concurrent;
using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Workers.Tests.Doubles;

/// <summary>A ledger in memory, as far as workers see it. Says what it was told, and can be away.</summary>
internal sealed class FakeLedger : IClaimLedger, ILedgerHints
{
    private readonly Lock _lock = new();
    private readonly Queue<Claim> _open = new();
    private readonly ConcurrentDictionary<string, Action> _hints = new();
    private readonly Dictionary<QueryId, Epoch> _claimed = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private long _nextId;
    private long _epoch;

    public ILedgerHints Hints => this;

    public bool AreComplete { get; init; } = true;

    /// <summary>Runs before each call, by the call's name; throws to be away, waits to be slow.</summary>
    public Func<string, Task>? Before { get; set; }

    public ConcurrentQueue<ClaimRequest> Claims { get; } = new();

    public ConcurrentDictionary<QueryId, (Ioc Ioc, Answer Answer)> Answers { get; } = new();

    public ConcurrentQueue<int> BatchSizes { get; } = new();

    public ConcurrentQueue<Claim> Released { get; } = new();

    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What was last written of each key.</summary>
    public ConcurrentDictionary<string, string> Spent { get; } = new();

    /// <summary>Keys that another process holds.</summary>
    public ConcurrentDictionary<string, bool> HeldElsewhere { get; } = new();

    /// <summary>Whether the next reservation is refused because the lease is lost.</summary>
    public bool LeaseIsLost { get; set; }

    public int OpenCount
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    public void Open(OperationId operation, params IReadOnlyList<Ioc> iocs)
    {
        lock (_lock)
        {
            foreach (var ioc in iocs)
            {
                _open.Enqueue(new(new(++_nextId), operation, ioc, new(0)));
            }
        }

        Hint();
    }

    public Task WaitForAnswersAsync(int count)
    {
        lock (_lock)
        {
            if (Answers.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task;
        }
    }

    public Answer AnswerOf(string value) => Answers.Values.Single(a => a.Ioc.Value == value).Answer;

    public async ValueTask<IReadOnlyList<Claim>> ClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        Claims.Enqueue(request);
        await BeforeAsync("claim");
        lock (_lock)
        {
            var taken = new List<Claim>();
            for (var i = _open.Count; i > 0 && taken.Count < request.Most; i--)
            {
                var query = _open.Dequeue();
                if (request.Except.Contains(query.Operation))
                {
                    _open.Enqueue(query);
                    continue;
                }

                var claim = query with { Epoch = new(++_epoch) };
                _claimed[claim.Id] = claim.Epoch;
                taken.Add(claim);
            }

            return taken;
        }
    }

    public async ValueTask<IReadOnlyList<bool>> AnswerAsync(IReadOnlyList<AnswerToClaim> answers, CancellationToken cancellation)
    {
        await BeforeAsync("answer");
        BatchSizes.Enqueue(answers.Count);
        lock (_lock)
        {
            var accepted = answers.Select(a =>
                _claimed.Remove(a.Claim.Id, out var epoch) && epoch == a.Claim.Epoch
                && Answers.TryAdd(a.Claim.Id, (a.Claim.Ioc, a.Answer))).ToList();
            _waiters.Where(w => Answers.Count >= w.Count).ToList().ForEach(w => w.Reached.TrySetResult());
            return accepted;
        }
    }

    public async ValueTask ReleaseAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        await BeforeAsync("release");
        lock (_lock)
        {
            foreach (var claim in claims.Where(c => _claimed.Remove(c.Id)))
            {
                Released.Enqueue(claim);
                _open.Enqueue(claim);
            }
        }

        Hint();
    }

    public async ValueTask<KeyLease?> TakeKeyAsync(string key, CancellationToken cancellation)
    {
        await BeforeAsync("take key");
        return HeldElsewhere.ContainsKey(key) ? null : new KeyLease(key, new(Interlocked.Increment(ref _epoch)), Spent.GetValueOrDefault(key, ""));
    }

    public async ValueTask<bool> SpendAsync(KeyLease lease, string spent, CancellationToken cancellation)
    {
        await BeforeAsync("spend");
        if (LeaseIsLost)
        {
            LeaseIsLost = false;
            return false;
        }

        Spent[lease.Key] = spent;
        return true;
    }

    public IDisposable WhenWorkIsOpen(string source, Action hint)
    {
        var id = Guid.NewGuid().ToString();
        _hints[id] = hint;
        return new Subscription(() => _hints.TryRemove(id, out _));
    }

    public IDisposable WhenAnswered(Action<IReadOnlyList<QueryState>> hint) => new Subscription(() => { });

    public ValueTask<IReadOnlyList<OperationId>> RegisterAsync(IReadOnlyList<Operation> operations, CancellationToken cancellation) =>
        new([.. Enumerable.Range(1, operations.Count).Select(i => new OperationId(i))]);

    public ValueTask<IReadOnlyList<QueryState>> AskAsync(AskBatch batch, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<QueryState>> ReadAsync(IReadOnlyList<QueryId> ids, Freshness freshness, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyDictionary<string, int>> BacklogAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Hint()
    {
        foreach (var hint in _hints.Values)
        {
            hint();
        }
    }

    private async Task BeforeAsync(string call)
    {
        Calls.Enqueue(call);
        if (Before is { } before)
        {
            await before(call);
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
