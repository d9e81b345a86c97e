namespace IocExplorer.Workers.Asking;

/// <summary>
/// The workers of a process over all the ActorSystems that it starts one after the other. Each has sources, gates and permits of its own:
/// what a removed node held was counted as gone by the others, and nothing of it may be used by the next.
/// </summary>
/// <param name="createSources">Makes the sources, the same ones each time. Called once for each ActorSystem; what it makes is disposed of.</param>
public sealed class NodeWorkers(Func<IReadOnlyList<ISource>> createSources, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WorkersStatus? _current;
    private IReadOnlyList<SourceProgress> _before = [];

    /// <summary>Never ends well; faults when a worker or the writer of the ActorSystem that runs now was given up.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Each source, counted since the process started. Empty before the first ActorSystem. Cheap; any thread.</summary>
    public IReadOnlyList<SourceProgress> Progress()
    {
        lock (_lock)
        {
            return _current is null ? _before : Sum(_before, _current.Progress());
        }
    }

    /// <summary>For an ActorSystem that starts. <see cref="End"/> is to follow.</summary>
    internal WorkersStatus Begin()
    {
        var status = new WorkersStatus(createSources(), time);
        lock (_lock)
        {
            // One that was cut off may end after the next has begun.
            Fold();
            _current = status;
        }

        _ = WatchAsync(status);
        return status;
    }

    internal void End(WorkersStatus status)
    {
        lock (_lock)
        {
            if (_current == status)
            {
                Fold();
            }
        }

        status.Dispose();
        foreach (var source in status.States.Select(state => state.Source).OfType<IDisposable>())
        {
            source.Dispose();
        }
    }

    private static IReadOnlyList<SourceProgress> Sum(IReadOnlyList<SourceProgress> before, IReadOnlyList<SourceProgress> now) => before.Count == 0 ? now :
    [
        .. now.Zip(before, (n, b) => n with
        {
            Requests = n.Requests + b.Requests,
            Found = n.Found + b.Found,
            Empty = n.Empty + b.Empty,
            NotAnswered = n.NotAnswered + b.NotAnswered,
            DroppedValues = n.DroppedValues + b.DroppedValues,
        }),
    ];

    private void Fold()
    {
        if (_current is not null)
        {
            _before =
            [
                .. Sum(_before, _current.Progress())
                    .Select(s => s with { InFlight = 0, Left = QuotaLimits.Unlimited, Waiting = null, WaitingUntil = null, Holds = null }),
            ];
            _current = null;
        }
    }

    private async Task WatchAsync(WorkersStatus status)
    {
        await status.Failed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            if (_current == status && status.Failed.Exception?.GetBaseException() is { } failure)
            {
                _failed.TrySetException(failure);
            }
        }
    }
}
