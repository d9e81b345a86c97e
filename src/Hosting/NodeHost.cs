using System.Diagnostics.Metrics;
using System.Net;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Hosting.Health;
using IocExplorer.Hosting.Logs;
using IocExplorer.Hosting.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace IocExplorer.Hosting;

/// <summary>
/// A process of the service: serves health and metrics from its first moment to its last, does its work in between, and ends in order when it is told to.
/// </summary>
/// <remarks>
/// The order of the end, all within <see cref="NodeSettings.Drain"/>:
/// <list type="number">
/// <item>Not ready any more: nobody sends it anything new. A crash from here on: others find the node dead and take over what it hosts.</item>
/// <item>The work drains: nothing new is begun, what is under way ends or is handed over, the node leaves the cluster. Others go on at once.</item>
/// <item>The server stops, the last log lines are written, exit code 0.</item>
/// </list>
/// </remarks>
public sealed partial class NodeHost : IAsyncDisposable
{
    // For the server's own end, after the work's.
    private static readonly TimeSpan GraceForServer = TimeSpan.FromSeconds(1);

    private readonly NodeHostOptions _options;
    private readonly MetricsReader _metrics = new(IsWanted);
    private readonly Meter _meter = new("IocExplorer.Node");
    private readonly ILogger _log;

    private NodeHost(NodeHostOptions options, WebApplication app)
    {
        _options = options;
        App = app;
        _log = Logs.CreateLogger<NodeHost>();
        KeyValuePair<string, object?>[] who = [new("kind", options.Kind), new("name", options.Settings.Name), new("version", ProgramVersion.Text)];
        _meter.CreateObservableGauge("node.info", () => new Measurement<int>(1, who), description: "Who this node is.");
        _meter.CreateObservableGauge("node.ready", () => Health.ReadinessErrors().Count == 0 ? 1 : 0, description: "1 while the node takes part in the service.");
        HealthEndpoints.Map(app, Health, _metrics);
    }

    /// <summary>To map more endpoints, before <see cref="RunAsync"/>.</summary>
    public WebApplication App { get; }

    public NodeHealth Health { get; } = new();

    public ILoggerFactory Logs => App.Services.GetRequiredService<ILoggerFactory>();

    /// <summary>Puts a host together; nothing runs and nothing listens yet.</summary>
    /// <param name="options">How.</param>
    /// <param name="configure">Adds what more endpoints need; null for health and metrics alone.</param>
    public static NodeHost Create(NodeHostOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        // Empty: no appsettings.json, no ASPNETCORE_ variables, no signal handlers but ours. What is not in our configuration does not count.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.AddRoutingCore();
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoLifetime>());
        builder.Services.AddSingleton(options.Time);
        AddLogs(builder, options);
        configure?.Invoke(builder);
        return new(options, builder.Build());
    }

    /// <summary>Runs until a signal comes or the work fails.</summary>
    /// <param name="start">Begins the work; cancelled by a signal. Until it returns the node is alive and not ready.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(Func<CancellationToken, Task<INodeWork>> start)
    {
        try
        {
            await App.StartAsync(CancellationToken.None);
        }
        catch (IOException taken)
        {
            CannotListen(_log, _options.Settings.Listen, taken.Message);
            return ExitCodes.NothingRun;
        }

        NodeStarted(_log, _options.Kind, _options.Settings.Name, ProgramVersion.Text, App.Urls.First());
        var exitCode = await WorkAsync(start);
        using var patience = new CancellationTokenSource(GraceForServer, _options.Time);
        try
        {
            await App.StopAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // Somebody still reads from us. The process ends all the same.
        }

        NodeEnded(_log, _options.Kind, _options.Settings.Name, exitCode);
        return exitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _meter.Dispose();
        _metrics.Dispose();

        // With it the loggers, which write what they still hold.
        await App.DisposeAsync();
    }

    private static bool IsWanted(Meter meter) => meter.Name.StartsWith("IocExplorer.", StringComparison.Ordinal) || meter.Name == "System.Runtime";

    private static void Configure(KestrelServerOptions kestrel, NodeHostOptions options)
    {
        var address = options.Settings.Listen;
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
        {
            kestrel.Listen(ip, address.Port);
        }
        else
        {
            kestrel.ListenLocalhost(address.Port);
        }

        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        kestrel.Limits.MaxConcurrentConnections = 1000;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestLineSize = 4 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
    }

    private static void AddLogs(WebApplicationBuilder builder, NodeHostOptions options)
    {
        builder.Logging.SetMinimumLevel(options.Settings.LogDetail switch
        {
            LogDetail.Debug => LogLevel.Debug,
            LogDetail.Warning => LogLevel.Warning,
            _ => LogLevel.Information,
        });

        // The framework's own lines would tell of every request, with its URL.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        if (options.Logs is { } provider)
        {
            builder.Logging.AddProvider(provider);
            return;
        }

        builder.Services.AddSingleton<ConsoleFormatter, JsonLines>();
        builder.Services.AddSingleton<ConsoleFormatter, TextLines>();
        builder.Logging.AddConsole(console => console.FormatterName = options.Settings.LogFormat == LogFormat.Text ? TextLines.FormatName : JsonLines.FormatName);
    }

    private async Task<int> WorkAsync(Func<CancellationToken, Task<INodeWork>> start)
    {
        var stop = _options.Signals.Stop;
        INodeWork work;
        try
        {
            work = await start(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Stopped;
        }
        catch (NodeStartException refused)
        {
            Health.GivenUp(refused.Message);
            CannotStart(_log, refused.Message);
            return refused.ExitCode;
        }

        await using (work)
        {
            Health.Started();
            NodeReady(_log, _options.Kind, _options.Settings.Name);
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (stop.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), stopped))
            {
                await Task.WhenAny(stopped.Task, work.Failed);
            }

            var failure = work.Failed.Exception?.GetBaseException();
            if (failure is not null)
            {
                Health.GivenUp(failure.Message);
                CannotGoOn(_log, failure);
            }

            await DrainAsync(work);
            return failure is null ? ExitCodes.Stopped : ExitCodes.Failed;
        }
    }

    private async Task DrainAsync(INodeWork work)
    {
        var grace = _options.Settings.Drain;
        Health.Draining();
        DrainBegan(_log, grace.TotalSeconds);

        // Whatever hangs, the process ends: whoever stops it would kill it soon, and others take over what it hosts.
        await using var patience = _options.Time.CreateTimer(
            _ => _options.ExitAtOnce(ExitCodes.Failed), null, grace + GraceForServer, Timeout.InfiniteTimeSpan);
        var started = _options.Time.GetTimestamp();
        await work.DrainAsync(grace);
        DrainEnded(_log, _options.Time.GetElapsedTime(started).TotalSeconds);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
