namespace IocExplorer.Hosting.Metrics;

/// <summary>The types of Prometheus' text format that we write.</summary>
internal enum MetricKind
{
    Counter = 1,
    Gauge = 2,
    Histogram = 3,
}
