using System.Runtime.CompilerServices;
using IocExplorer.Testing;

namespace IocExplorer.Kernel.Tests;

/// <summary>Holds an actor inside a call until the test lets it go on.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task ReachedAsync([CallerMemberName] string phase = "") => _reached.Task.InTimeAsync(phase, "the actor", "arrived at the gate");

    public void Open() => _opened.TrySetResult();

    /// <summary>Called by the actor.</summary>
    public async ValueTask PassAsync(CancellationToken cancellation = default)
    {
        _reached.TrySetResult();
        await _opened.Task.WaitAsync(cancellation);
    }
}
