namespace IocExplorer.Seed.Progress;

/// <summary>
/// Turns the counters of a run into rates and the remaining time: the longest of what the quotas, the pace of each source and, while trees wait, the pace of
/// the trees say.
/// </summary>
/// <param name="quotas">By source name; what is not known here counts as unlimited.</param>
/// <param name="fromTheStart">Whether the counters were 0 when the run began. If not, the display joined later: rates and
/// paces are measured from the first reading on.</param>
internal sealed class ProgressReader(IReadOnlyDictionary<string, SourceQuota> quotas, int trees, bool fromTheStart = true)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(100 * 366);
    private static readonly TimeSpan EnoughToExtrapolate = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, (RateMeter Meter, TimeSpan At, RisingCounter Done, long DoneBefore)> _joined = [];
    private (TimeSpan At, int Done)? _treesJoined;

    /// <param name="elapsed">Since the run began; never less than the last time.</param>
    public RunProgress Read(RunCounters counters, TimeSpan elapsed, DateTimeOffset now)
    {
        List<SourceLine> lines = [];
        var byTrees = ByTrees(counters, elapsed);
        var longest = byTrees;
        foreach (var source in counters.Sources)
        {
            var quota = quotas.GetValueOrDefault(source.Source, SourceQuota.Unlimited);
            var open = counters.Open.GetValueOrDefault(source.Source);
            var (meter, joinedAt, done, doneBefore) = Join(source, elapsed);

            // The first seconds told for a whole minute would be more than the quota lets through.
            var rate = Math.Min(meter.PerMinute(elapsed, source.Requests), quota[QuotaWindow.Minute] ?? double.MaxValue);
            lines.Add(new(source, rate, open));

            // What is known of the few trees that are explored says nothing alone: it would be over in a second.
            var hasPace = counters.TreesWaiting == 0 || byTrees is not null;

            // Read each time, whatever bounds the rest: the counter has to see every fall and rise.
            var doneSince = done.Read(Done(source)) - doneBefore;
            var left = TimeLeft.ByQuota(open, source.Left, quota, now)
                ?? (hasPace ? ByRate(source.Source, open, doneSince, elapsed - joinedAt) : null);
            longest = Longer(longest, left);
        }

        return new(trees, counters, elapsed, now, lines, longest);
    }

    private static TimeLeft? Longer(TimeLeft? one, TimeLeft? other) => other?.AtLeast > (one?.AtLeast ?? TimeSpan.Zero) ? other : one;

    /// <summary>While trees wait. Before as many have ended as are explored at once, their pace says nothing.</summary>
    private TimeLeft? ByTrees(RunCounters counters, TimeSpan elapsed)
    {
        var (joinedAt, doneBefore) = _treesJoined ??= fromTheStart ? (TimeSpan.Zero, 0) : (elapsed, counters.TreesDone);
        var (left, done, since) = (trees - counters.TreesDone, counters.TreesDone - doneBefore, elapsed - joinedAt);
        return counters.TreesWaiting == 0 || since < EnoughToExtrapolate || done < Math.Max(1, left - counters.TreesWaiting)
            ? null
            : new(TimeSpan.FromSeconds(Math.Min(Math.Ceiling(left * since.TotalSeconds / done), Longest.TotalSeconds)), "at the pace of the trees so far")
            {
                IsEstimate = true,
            };
    }

    /// <summary>Without a quota in the way, the pace so far says how long what is known takes.</summary>
    private static TimeLeft? ByRate(string source, long open, long done, TimeSpan elapsed) =>
        elapsed < EnoughToExtrapolate || done <= 0 || open <= 0
            ? null
            : new(TimeSpan.FromSeconds(Math.Min(Math.Ceiling(open * elapsed.TotalSeconds / done), Longest.TotalSeconds)), $"at the pace of {source} so far");

    private static long Done(SourceProgress source) => source.Found + source.Empty + source.NotAnswered;

    private (RateMeter Meter, TimeSpan At, RisingCounter Done, long DoneBefore) Join(SourceProgress source, TimeSpan elapsed)
    {
        if (!_joined.TryGetValue(source.Source, out var joined))
        {
            var (at, requests, done) = fromTheStart ? (TimeSpan.Zero, 0, 0) : (elapsed, source.Requests, Done(source));
            joined = (new(at, requests), at, new(done), done);
            _joined.Add(source.Source, joined);
        }

        return joined;
    }
}
