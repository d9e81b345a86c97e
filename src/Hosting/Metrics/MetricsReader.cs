using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace IocExplorer.Hosting.Metrics;

/// <summary>
/// Listens to this process's instruments and tells their values in Prometheus' text format 0.0.4. Instruments of different meters with the same
/// name are one family.
/// </summary>
internal sealed class MetricsReader : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly Lock _observing = new();

    /// <param name="isWanted">Which meters to listen to.</param>
    public MetricsReader(Func<Meter, bool> isWanted)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (isWanted(instrument.Meter) && KindOf(instrument) is { } kind)
            {
                var name = MetricName.Of(instrument, kind);
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(name, n => new(n, kind, instrument, BoundsOf(instrument))));
            }
        };
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, state) => Record(state, (double)value, tags));
        _listener.Start();
    }

    /// <summary>All values as they are now, families in the order of their names.</summary>
    public string Read()
    {
        // Two readers at once would see half a round of the other.
        lock (_observing)
        {
            foreach (var family in _families.Values.Where(f => f.IsObserved))
            {
                family.Forget();
            }

            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var family in _families.Values.OrderBy(f => f.Name, StringComparer.Ordinal))
            {
                family.Write(text);
            }

            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => ((MetricFamily)family!).Record(value, tags);

    private static MetricKind? KindOf(Instrument instrument)
    {
        if (instrument.GetType() is not { IsGenericType: true } type)
        {
            return null;
        }

        var kind = type.GetGenericTypeDefinition();
        return kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? MetricKind.Counter
            : kind == typeof(Histogram<>) ? MetricKind.Histogram
            : MetricKind.Gauge;
    }

    private static IReadOnlyList<double>? BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> histogram => histogram.Advice?.HistogramBucketBoundaries,
        Histogram<long> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToList(),
        Histogram<int> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToList(),
        _ => null,
    };
}
