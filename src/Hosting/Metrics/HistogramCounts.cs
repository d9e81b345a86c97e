namespace IocExplorer.Hosting.Metrics;

/// <summary>How many values fell below each bound, and their sum. Guarded by its family.</summary>
/// <param name="bounds">Upper bounds, rising; a value on a bound is below it.</param>
internal sealed class HistogramCounts(IReadOnlyList<double> bounds)
{
    private readonly long[] _counts = new long[bounds.Count + 1];

    public IReadOnlyList<double> Bounds => bounds;

    public double Sum { get; private set; }

    public void Add(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Count && value > bounds[bucket])
        {
            bucket++;
        }

        _counts[bucket]++;
        Sum += value;
    }

    /// <summary>Values up to each bound, and last all of them.</summary>
    public IEnumerable<long> Cumulative()
    {
        var sum = 0L;
        foreach (var count in _counts)
        {
            yield return sum += count;
        }
    }
}
