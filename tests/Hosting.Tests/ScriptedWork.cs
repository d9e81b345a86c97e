namespace IocExplorer.Hosting.Tests;

/// <summary>Work that the test ends.</summary>
internal sealed class ScriptedWork : INodeWork
{
    public TaskCompletionSource Failure { get; } = new();

    /// <summary>Ends when draining begins, with the grace given.</summary>
    public TaskCompletionSource<TimeSpan> DrainBegan { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Draining ends when this does.</summary>
    public TaskCompletionSource DrainEnds { get; } = new();

    public bool IsDisposed { get; private set; }

    public Task Failed => Failure.Task;

    public Task DrainAsync(TimeSpan grace)
    {
        DrainBegan.SetResult(grace);
        return DrainEnds.Task;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
