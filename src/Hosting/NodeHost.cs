using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Hosting.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Console;

namespace IocExplorer.Hosting;

/// <summary>
/// A process of the service: serves health and metrics from its first moment to its last, does its work in between, and shuts down in order on a signal.
/// </summary>
/// <remarks>
/// Stands on the generic host, which starts and stops the server and takes the signals. It is no <c>IHostedService</c> of that host because the
/// host stops hosted services together with the server: here the work drains while health and metrics are still served, and decides the exit code.
/// The order of the end, all within <see cref="NodeSettings.Drain"/>:
/// <list type="number">
/// <item>Not ready: it is sent no new work. A crash from here on: others find the node unreachable and take over what it hosts.</item>
/// <item>The work drains: nothing new is begun, what is under way ends or is handed over, the node leaves the cluster. Others go on at once.</item>
/// <item>The server stops, the last log lines are written, exit code 0.</item>
/// </list>
/// </remarks>
public sealed partial class NodeHost : IAsyncDisposable
{
    // Added to the drain time, and once more for stopping the server: with a drain of 8 s the process ends within 10 s.
    private static readonly TimeSpan ShortGrace = TimeSpan.FromSeconds(0.5);

    private readonly NodeHostOptions _options;
    private readonly Meter _meter = new("IocExplorer.Node");
    private readonly ILogger _log;

    private NodeHost(NodeHostOptions options, WebApplication app, NodeHealth health)
    {
        (_options, App, Health) = (options, app, health);
        _log = Logs.CreateLogger<NodeHost>();
        KeyValuePair<string, object?>[] who = [new("kind", options.Kind), new("name", options.Settings.Name), new("version", ProgramVersion.Text)];
        _meter.CreateObservableGauge("node.info", () => new Measurement<int>(1, who), description: "Who this node is.");
        _meter.CreateObservableGauge("node.ready", () => Health.ReadinessError() is null ? 1 : 0, description: "1 while the node takes part in the service.");
        HealthEndpoints.Map(app);
        NodeMetrics.Map(app);
    }

    /// <summary>To map more endpoints, before <see cref="RunAsync"/>.</summary>
    public WebApplication App { get; }

    public NodeHealth Health { get; }

    public ILoggerFactory Logs => App.Services.GetRequiredService<ILoggerFactory>();

    /// <summary>Builds the host; nothing runs or listens before <see cref="RunAsync"/>.</summary>
    /// <param name="configure">Adds what more endpoints need; null for health and metrics alone.</param>
    public static NodeHost Create(NodeHostOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        // Empty: no appsettings.json, no ASPNETCORE_ variables. What is not in our configuration does not count.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options.Time);
        builder.Services.AddSingleton<IHostLifetime, StopSignals>();
        var health = new NodeHealth();
        health.AddChecks(builder.Services);
        NodeMetrics.AddTo(builder.Services);
        AddLogs(builder.Logging, options);
        configure?.Invoke(builder);
        return new(options, builder.Build(), health);
    }

    /// <summary>Runs until a signal comes or the work fails.</summary>
    /// <param name="start">Begins the work; cancelled by a signal. Until it returns the node is started and not ready.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(Func<CancellationToken, Task<INodeWork>> start)
    {
        try
        {
            await App.StartAsync(CancellationToken.None);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            CannotListen(_log, _options.Settings.Listen, taken.Message);
            return ExitCodes.NothingRun;
        }

        NodeStarted(_log, _options.Kind, _options.Settings.Name, ProgramVersion.Text, App.Urls.First());
        var exitCode = await WorkAsync(start);
        using var patience = new CancellationTokenSource(ShortGrace, _options.Time);
        try
        {
            await App.StopAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // A client still reads a response. The process ends all the same.
        }

        NodeEnded(_log, _options.Kind, _options.Settings.Name, exitCode);
        return exitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _meter.Dispose();

        // Disposes the loggers too, which write what they have buffered.
        await App.DisposeAsync();
    }

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

    private static void AddLogs(ILoggingBuilder logging, NodeHostOptions options)
    {
        logging.SetMinimumLevel(options.Settings.LogDetail);

        // The framework would log every request, with its URL, and every health check.
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);

        // All that it would say is that the server did not start, with a stack trace; we say why in a line.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (options.Logs is { } provider)
        {
            logging.AddProvider(provider);
        }
        else if (options.Settings.LogFormat == LogFormat.Text)
        {
            logging.AddConsole(console => console.FormatterName = TextLogFormatter.FormatterName)
                .AddConsoleFormatter<TextLogFormatter, ConsoleFormatterOptions>();
        }
        else
        {
            logging.AddJsonConsole(json => (json.UseUtcTimestamp, json.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        }
    }

    private async Task<int> WorkAsync(Func<CancellationToken, Task<INodeWork>> start)
    {
        var stop = App.Lifetime.ApplicationStopping;
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
            return ExitCodes.NothingRun;
        }

        Health.Started();
        NodeReady(_log, _options.Kind, _options.Settings.Name);
        await work.Failed.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var failure = work.Failed.Exception?.GetBaseException();
        if (failure is not null)
        {
            Health.GivenUp(failure.Message);
            CannotGoOn(_log, failure);
        }

        return await DrainAsync(work) && failure is null ? ExitCodes.Stopped : ExitCodes.Failed;
    }

    /// <returns>False when it took too long: the process ends before the service manager kills it, and other nodes take over what it hosts.</returns>
    private async Task<bool> DrainAsync(INodeWork work)
    {
        var grace = _options.Settings.Drain;
        Health.Draining();
        DrainBegan(_log, grace.TotalSeconds);
        var started = _options.Time.GetTimestamp();
        try
        {
            await work.DrainAsync(grace).WaitAsync(grace + ShortGrace, _options.Time);
        }
        catch (TimeoutException)
        {
            DrainTooLong(_log, _options.Time.GetElapsedTime(started).TotalSeconds);
            return false;
        }

        DrainEnded(_log, _options.Time.GetElapsedTime(started).TotalSeconds);
        await work.DisposeAsync();
        return true;
    }
}
