using System.Collections.Concurrent;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// The workers of a node as others may see them: what displays show, and whether the run can go on. Made before the actors, and outlives
/// their crashes.
/// </summary>
/// <param name="sources">Not owned: to be disposed of after the workers.</param>
public sealed class WorkersStatus(IReadOnlyList<ISource> sources, TimeProvider time) : IDisposable
{
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Never ends well; faults when a worker or the writer was given up: the run cannot go on.</summary>
    public Task Failed => _failed.Task;

    internal IReadOnlyList<WorkerState> States { get; } = [.. sources.Select(source => new WorkerState(source, time))];

    internal WriterBacklog Backlog { get; } = new();

    /// <summary>
    /// Of quotas that have a throttle of their own and no queries; they are shown with the source that opened them, if at all.
    /// </summary>
    internal ConcurrentQueue<WorkerState> Quotas { get; } = new();

    /// <summary>Each source with all its keys, in the order given. Cheap; any thread.</summary>
    public IReadOnlyList<SourceProgress> Progress() => [.. States.Select(state => state.Progress)];

    public void Dispose()
    {
        foreach (var state in States.Concat(Quotas))
        {
            state.Dispose();
        }
    }

    internal void Fail(Exception cause) => _failed.TrySetException(cause);
}
