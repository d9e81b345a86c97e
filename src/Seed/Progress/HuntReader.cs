using IocExplorer.Messages.Service.Hunts;

namespace IocExplorer.Seed.Progress;

/// <summary>
/// Turns the service's progress of a hunt into the display of a run in this process. Time is the service's, continued by our own clock since it
/// was told, so that the clocks of two machines need not agree.
/// </summary>
internal sealed class HuntReader(ProgressView first, TimeProvider time)
{
    // Quotas are known to the workers alone.
    private readonly ProgressReader _reader = new(new Dictionary<string, SourceQuota>(), first.Hunt.Seeds, fromTheStart: false);
    private TimeSpan _elapsed;
    private volatile Told _last = new(first, time.GetTimestamp());

    /// <summary>May be called on any thread.</summary>
    public void Take(ProgressView view) => _last = new(view, time.GetTimestamp());

    public RunProgress Read()
    {
        var (view, at) = _last;
        var elapsed = Span(view.ElapsedSeconds) + (view.Hunt.EndedAt is null ? time.GetElapsedTime(at) : TimeSpan.Zero);
        _elapsed = elapsed > _elapsed ? elapsed : _elapsed;
        var counters = new RunCounters(
            view.Hunt.Trees.Written + view.Hunt.Trees.GivenUp,
            view.Queries.Asked,
            view.Queries.Found + view.Queries.Empty,
            view.Queries.NotAnswered,
            view.Sources,
            view.BySource.ToDictionary(s => s.Key, s => s.Value.Waiting));
        return _reader.Read(counters with { TreesWaiting = view.Hunt.Trees.Waiting }, _elapsed, After(view.Hunt.SubmittedAt, elapsed));
    }

    /// <summary>Seconds from outside, clamped to a sane range.</summary>
    public static TimeSpan Span(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.FromDays(100 * 366).TotalSeconds));

    private static DateTimeOffset After(DateTimeOffset moment, TimeSpan span) =>
        moment.UtcDateTime < DateTime.MaxValue - span ? moment.ToUniversalTime() + span : DateTimeOffset.MaxValue;

    private sealed record Told(ProgressView View, long At);
}
