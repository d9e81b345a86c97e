using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace IocExplorer.Hosting.Metrics;

/// <summary>All series of one name.</summary>
/// <remarks>
/// Counters and up-down counters add up, gauges keep what was said last, and what is observed is what was observed in the last round: a series that is no more
/// reported disappears.
/// </remarks>
internal sealed class MetricFamily
{
    /// <summary>Labels come from code, but a fault there must not eat the memory: what is beyond is gathered in one series.</summary>
    public const int MostSeries = 1000;

    // Seconds, as most histograms are: from a fast database to a slow source.
    private static readonly double[] UsualBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private const string Overflow = "overflow=\"true\"";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HistogramCounts> _histograms = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<double> _bounds;
    private readonly bool _adds;

    public MetricFamily(string name, MetricKind kind, Instrument instrument, IReadOnlyList<double>? bounds)
    {
        Name = name;
        Kind = kind;
        Help = instrument.Description ?? "";
        IsObserved = instrument.IsObservable;
        _adds = !instrument.IsObservable && !IsGauge(instrument);
        _bounds = bounds ?? UsualBounds;
    }

    public string Name { get; }

    public MetricKind Kind { get; }

    public bool IsObserved { get; }

    private string Help { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = LabelText.Of(tags);
        lock (_lock)
        {
            if (Kind == MetricKind.Histogram)
            {
                labels = _histograms.Count < MostSeries || _histograms.ContainsKey(labels) ? labels : Overflow;
                if (!_histograms.TryGetValue(labels, out var counts))
                {
                    _histograms[labels] = counts = new(_bounds);
                }

                counts.Add(value);
                return;
            }

            labels = _values.Count < MostSeries || _values.ContainsKey(labels) ? labels : Overflow;
            _values[labels] = _adds ? _values.GetValueOrDefault(labels) + value : value;
        }
    }

    /// <summary>Before a round of observing.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _values.Clear();
        }
    }

    public void Write(StringBuilder text)
    {
        lock (_lock)
        {
            if (_values.Count == 0 && _histograms.Count == 0)
            {
                return;
            }

            if (Help.Length > 0)
            {
                text.Append("# HELP ").Append(Name).Append(' ')
                    .Append(Help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
            }

            text.Append("# TYPE ").Append(Name).Append(' ').Append(KindName).Append('\n');
            foreach (var (labels, value) in _values.OrderBy(v => v.Key, StringComparer.Ordinal))
            {
                Line(text, "", labels, Number(value));
            }

            foreach (var (labels, counts) in _histograms.OrderBy(h => h.Key, StringComparer.Ordinal))
            {
                Write(text, labels, counts);
            }
        }
    }

    private string KindName => Kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        _ => "histogram",
    };

    private static bool IsGauge(Instrument instrument) =>
        instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Gauge<>);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private void Write(StringBuilder text, string labels, HistogramCounts counts)
    {
        var all = 0L;
        var before = labels.Length > 0 ? labels + "," : "";
        foreach (var (bound, count) in counts.Bounds.Append(double.PositiveInfinity).Zip(counts.Cumulative()))
        {
            Line(text, "_bucket", $"{before}le=\"{Number(bound)}\"", Number(count));
            all = count;
        }

        Line(text, "_sum", labels, Number(counts.Sum));
        Line(text, "_count", labels, Number(all));
    }

    private void Line(StringBuilder text, string suffix, string labels, string value)
    {
        text.Append(Name).Append(suffix);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value).Append('\n');
    }
}
