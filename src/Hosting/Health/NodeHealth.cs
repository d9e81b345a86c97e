using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IocExplorer.Hosting.Health;

/// <summary>The health of this process. Live: it need not be restarted. Ready: it takes part in the service now.</summary>
public sealed class NodeHealth
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Func<string?> _need = () => null;
    private volatile string? _phase = "starting";
    private volatile string? _failure;

    /// <summary>What readiness needs while the work goes on.</summary>
    /// <param name="readinessError">A reason in a few words, null when all is well. Called from any thread; must not block.</param>
    public void Need(Func<string?> readinessError) => _need = readinessError;

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

    /// <summary>It has failed and has to be restarted.</summary>
    public void GivenUp(string why) => _failure = why;

    /// <summary>Null when it lives.</summary>
    public string? LivenessError() => _failure;

    /// <summary>Null when it is ready.</summary>
    public string? ReadinessError() => _failure ?? _phase ?? _need();

    /// <summary>
    /// The checks <c>live</c> and <c>ready</c>. Those of Akka.Hosting belong to one ActorSystem and the host that has built
    /// it; this process has one after the other.
    /// </summary>
    internal void AddChecks(IServiceCollection services) => services.AddHealthChecks()
        .AddCheck(HealthEndpoints.Live, () => Result(LivenessError()))
        .AddCheck(HealthEndpoints.Ready, () => Result(ReadinessError()));

    private static HealthCheckResult Result(string? error) => error is null ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(error);
}
