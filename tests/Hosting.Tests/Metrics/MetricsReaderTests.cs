using System.Diagnostics.Metrics;
using IocExplorer.Hosting.Metrics;

namespace IocExplorer.Hosting.Tests.Metrics;

public sealed class MetricsReaderTests : IDisposable
{
    private readonly Meter _meter = new("IocExplorer.Tests");
    private readonly MetricsReader _reader;

    public MetricsReaderTests() => _reader = new(m => m == _meter);

    public void Dispose()
    {
        _reader.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Read_WithoutAnyMeasurement_IsEmpty()
    {
        _meter.CreateCounter<long>("answers");

        _reader.Read().ShouldBe("");
    }

    [Fact]
    public void Read_OfACounter_AddsUpForEachSetOfLabels()
    {
        var counter = _meter.CreateCounter<long>("answers", description: "Answers by outcome.");
        counter.Add(2, new("source", "VirusTotal"), new("outcome", "found"));
        counter.Add(3, new("outcome", "found"), new("source", "VirusTotal"));
        counter.Add(1, new("source", "VirusTotal"), new("outcome", "empty"));

        _reader.Read().ShouldBe(
            """
            # HELP iocexplorer_answers_total Answers by outcome.
            # TYPE iocexplorer_answers_total counter
            iocexplorer_answers_total{outcome="empty",source="VirusTotal"} 1
            iocexplorer_answers_total{outcome="found",source="VirusTotal"} 5

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Read_OfAnUpDownCounter_IsAGaugeThatGoesBothWays()
    {
        var flying = _meter.CreateUpDownCounter<int>("queries.in-flight");
        flying.Add(5);
        flying.Add(-3);

        _reader.Read().ShouldBe("# TYPE iocexplorer_queries_in_flight gauge\niocexplorer_queries_in_flight 2\n");
    }

    [Fact]
    public void Read_OfAGauge_KeepsTheLastValue()
    {
        var gauge = _meter.CreateGauge<double>("lag", "s");
        gauge.Record(2);
        gauge.Record(0.25);

        _reader.Read().ShouldBe("# TYPE iocexplorer_lag_seconds gauge\niocexplorer_lag_seconds 0.25\n");
    }

    [Fact]
    public void Read_OfWhatIsObserved_ForgetsSeriesThatAreGone()
    {
        List<Measurement<int>> left = [new(4, new KeyValuePair<string, object?>("window", "minute")), new(500, new KeyValuePair<string, object?>("window", "day"))];
        _meter.CreateObservableGauge("permits.left", () => left);
        _reader.Read().ShouldBe("# TYPE iocexplorer_permits_left gauge\niocexplorer_permits_left{window=\"day\"} 500\niocexplorer_permits_left{window=\"minute\"} 4\n");

        left.RemoveAt(1);

        _reader.Read().ShouldBe("# TYPE iocexplorer_permits_left gauge\niocexplorer_permits_left{window=\"minute\"} 4\n");
    }

    [Fact]
    public void Read_OfAnObservedCounter_TellsTheSumThatItTells()
    {
        var sent = 7L;
        _meter.CreateObservableCounter("sent", () => sent, "By");
        _reader.Read();
        sent = 9;

        _reader.Read().ShouldBe("# TYPE iocexplorer_sent_bytes_total counter\niocexplorer_sent_bytes_total 9\n");
    }

    [Fact]
    public void Read_OfAHistogram_CountsUpToEachBound()
    {
        var histogram = _meter.CreateHistogram<double>("took", "s", null, null, new() { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in new[] { 0.05, 0.1, 0.5, 3 })
        {
            histogram.Record(value, new KeyValuePair<string, object?>("source", "a"));
        }

        _reader.Read().ShouldBe(
            """
            # TYPE iocexplorer_took_seconds histogram
            iocexplorer_took_seconds_bucket{source="a",le="0.1"} 2
            iocexplorer_took_seconds_bucket{source="a",le="1"} 3
            iocexplorer_took_seconds_bucket{source="a",le="+Inf"} 4
            iocexplorer_took_seconds_sum{source="a"} 3.65
            iocexplorer_took_seconds_count{source="a"} 4

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Read_OfAHistogramWithoutBounds_HasTheUsualOnes()
    {
        _meter.CreateHistogram<double>("took").Record(0.3);

        var text = _reader.Read();

        text.ShouldContain("iocexplorer_took_bucket{le=\"0.25\"} 0\n");
        text.ShouldContain("iocexplorer_took_bucket{le=\"0.5\"} 1\n");
        text.Split('\n').Count(l => l.StartsWith("iocexplorer_took_bucket", StringComparison.Ordinal)).ShouldBe(16);
    }

    [Fact]
    public void Read_OfHostileLabels_EscapesThem()
    {
        _meter.CreateCounter<int>("x").Add(1, new KeyValuePair<string, object?>("so-urce", "a\"b\\c\nd"));

        _reader.Read().ShouldBe("# TYPE iocexplorer_x_total counter\niocexplorer_x_total{so_urce=\"a\\\"b\\\\c\\nd\"} 1\n");
    }

    [Fact]
    public void Read_OfEndlesslyManyLabels_GathersTheRestInOneSeries()
    {
        var counter = _meter.CreateCounter<int>("x");
        for (var i = 0; i < MetricFamily.MostSeries + 50; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("i", i));
        }

        var text = _reader.Read();

        text.ShouldContain("iocexplorer_x_total{overflow=\"true\"} 50\n");
        text.Split('\n').Length.ShouldBe(MetricFamily.MostSeries + 3);
    }

    [Fact]
    public void Read_OfMetersThatNobodyWants_SaysNothing()
    {
        using var other = new Meter("Other");
        other.CreateCounter<int>("y").Add(1);

        _reader.Read().ShouldBe("");
    }
}
