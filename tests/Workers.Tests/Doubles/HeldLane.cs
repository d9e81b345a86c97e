using System.Collections.Concurrent;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Doubles;

/// <summary>A lane whose queries wait until the test lets them go.</summary>
internal sealed class HeldLane(int concurrency) : ILane
{
    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Answer?>> _held = new();
    private int _started;

    public int MaxConcurrency => concurrency;

    public bool IsMetered { get; init; }

    public int ReadyAtOnce { get; init; } = int.MaxValue;

    public ConcurrentQueue<int> NotUsedCounts { get; } = new();

    public bool WasStopped { get; private set; }

    public bool WasClosed { get; private set; }

    public IReadOnlyList<Operation> LeftToOthers { get; set; } = [];

    public int Started => Volatile.Read(ref _started);

    public ValueTask<int> ReadyAsync(int most, CancellationToken cancellation) => new(Math.Min(most, ReadyAtOnce));

    public void NotUsed(int count) => NotUsedCounts.Enqueue(count);

    public async ValueTask<Answer?> AskAsync(Operation operation, Ioc ioc, CancellationToken cancellation)
    {
        var held = _held.GetOrAdd(ioc.Value, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            _started++;
            _waiters.Where(w => _started >= w.Count).ToList().ForEach(w => w.Reached.TrySetResult());
        }

        return await held.Task.WaitAsync(cancellation);
    }

    public void StopStarting() => WasStopped = true;

    public ValueTask CloseAsync(CancellationToken cancellation)
    {
        WasClosed = true;
        return ValueTask.CompletedTask;
    }

    public Task StartedAsync(int count)
    {
        lock (_lock)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            if (_started >= count)
            {
                reached.TrySetResult();
            }

            return reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public void LetGo(string value, Answer? answer) => _held[value].TrySetResult(answer);

    public void Crash(string value, Exception crash) => _held[value].TrySetException(crash);

    public void LetAllGo()
    {
        foreach (var held in _held.Values)
        {
            held.TrySetResult(Answer.Empty.Instance);
        }
    }
}
