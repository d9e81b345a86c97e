namespace IocExplorer.Hosting.Health;

/// <summary>
/// What this process says of itself to those who watch it. Live: it need not be started again. Ready: it takes part in the service now.
/// </summary>
public sealed class NodeHealth
{
    private readonly List<Func<string?>> _whyNotReady = [];
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _phase = "starting";
    private volatile string? _dead;

    /// <summary>One more thing that readiness needs.</summary>
    /// <param name="whyNot">A reason in a few words, null when all is well. Called from any thread; must not block.</param>
    public void Need(Func<string?> whyNot)
    {
        lock (_whyNotReady)
        {
            _whyNotReady.Add(whyNot);
        }
    }

    /// <summary>It has not begun yet, because of this.</summary>
    public void WaitsFor(string what) => _phase = what;

    /// <summary>Ends when the work has begun; for tests.</summary>
    internal Task WhenStarted => _started.Task;

    /// <summary>The work has begun.</summary>
    public void Started()
    {
        _phase = null;
        _started.TrySetResult();
    }

    /// <summary>Nothing new is begun; the process ends soon.</summary>
    public void Draining() => _phase = "draining";

    /// <summary>It cannot go on: whoever watches it should start it again.</summary>
    public void GivenUp(string why) => _dead = why;

    /// <summary>Null when it lives.</summary>
    public string? LivenessError() => _dead;

    /// <summary>Empty when it is ready.</summary>
    public IReadOnlyList<string> ReadinessErrors()
    {
        if ((_dead ?? _phase) is { } reason)
        {
            return [reason];
        }

        Func<string?>[] needs;
        lock (_whyNotReady)
        {
            needs = [.. _whyNotReady];
        }

        return [.. needs.Select(n => n()).OfType<string>()];
    }
}
