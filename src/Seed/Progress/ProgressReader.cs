using IocExplorer.Messages;

namespace IocExplorer.Seed.Progress;

/// <summary>Turns the counters of a run into what a person wants to know: rates, and the least time that is left.</summary>
/// <param name="quotas">By source name.</param>
internal sealed class ProgressReader(IReadOnlyDictionary<string, SourceQuota> quotas, int trees)
{
    private static readonly TimeSpan EnoughToExtrapolate = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, RateMeter> _meters = [];

    /// <param name="counters">As the run gives them.</param>
    /// <param name="elapsed">Since the run began; never less than the last time.</param>
    public RunProgress Read(RunCounters counters, TimeSpan elapsed, DateTimeOffset now)
    {
        List<SourceLine> lines = [];
        TimeLeft? longest = null;
        foreach (var source in counters.Sources)
        {
            var quota = quotas.GetValueOrDefault(source.Source, SourceQuota.Unlimited);
            var open = counters.Open.GetValueOrDefault(source.Source);
            var rate = Meter(source.Source).PerMinute(elapsed, source.Requests);
            lines.Add(new(source, quota, rate, open));
            var left = TimeLeft.ByQuota(open, (source.LeftThisMinute, source.LeftToday, source.LeftThisMonth), quota, now) ?? ByRate(source, open, elapsed);
            longest = left is not null && left.AtLeast > (longest?.AtLeast ?? TimeSpan.Zero) ? left : longest;
        }

        return new()
        {
            Trees = trees,
            TreesDone = counters.TreesDone,
            Asked = counters.Asked,
            Answered = counters.Answered,
            NotAnswered = counters.NotAnswered,
            Elapsed = elapsed,
            Now = now,
            Sources = lines,
            TimeLeft = longest,
        };
    }

    /// <summary>Without a quota in the way, the pace so far says how long what is known takes.</summary>
    private static TimeLeft? ByRate(SourceProgress source, long open, TimeSpan elapsed)
    {
        var done = source.Found + source.Empty + source.NotAnswered;
        return elapsed < EnoughToExtrapolate || done == 0 || open == 0
            ? null
            : new(TimeSpan.FromSeconds(Math.Ceiling(open * elapsed.TotalSeconds / done)), $"at the pace of {source.Source} so far");
    }

    private RateMeter Meter(string source)
    {
        if (!_meters.TryGetValue(source, out var meter))
        {
            _meters.Add(source, meter = new());
        }

        return meter;
    }
}
