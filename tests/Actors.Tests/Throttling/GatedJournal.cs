using Akka.Persistence;
using Akka.Persistence.TestKit;
using IocExplorer.Testing;

namespace IocExplorer.Actors.Tests.Throttling;

/// <summary>Holds writes back until the test lets them go.</summary>
internal sealed class GatedJournal : IJournalInterceptor
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A write has come.</summary>
    public Task Reached => _reached.Task.InTimeAsync("writing", "the journal", "a write");

    public void Open() => _open.TrySetResult();

    public Task InterceptAsync(IPersistentRepresentation message)
    {
        _reached.TrySetResult();
        return _open.Task;
    }
}
