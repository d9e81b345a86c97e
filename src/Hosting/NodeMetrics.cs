using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace IocExplorer.Hosting;

/// <summary>
/// <c>/metrics</c>: the instruments of this process in Prometheus' text format, by OpenTelemetry. <c>request.duration</c> in seconds, of one of our meters, is
/// <c>iocexplorer_request_duration_seconds</c> there. For machines on the same network, without a token; it contains nothing about any hunt.
/// </summary>
internal static class NodeMetrics
{
    private const string OurMeters = "IocExplorer.";

    // Seconds, as our histograms are: from a fast database to a slow source.
    private static readonly double[] UsualBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    public static void AddTo(IServiceCollection services) => services.AddOpenTelemetry().WithMetrics(metrics => metrics
        .AddMeter($"{OurMeters}*", "System.Runtime")
        .AddView(View)
        .AddPrometheusExporter(exporter =>
        {
            // No labels or series about the library itself; and values are current, without cached ones.
            exporter.ScopeInfoEnabled = false;
            exporter.TargetInfoEnabled = false;
            exporter.ScrapeResponseCacheDurationMilliseconds = 0;
        }));

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint("/metrics");

    private static MetricStreamConfiguration? View(Instrument instrument)
    {
        if (!instrument.Meter.Name.StartsWith(OurMeters, StringComparison.Ordinal))
        {
            return null;
        }

        var name = $"iocexplorer.{instrument.Name}";
        return instrument is Histogram<double>
            ? new ExplicitBucketHistogramConfiguration { Name = name, Boundaries = UsualBounds }
            : new MetricStreamConfiguration { Name = name };
    }
}
