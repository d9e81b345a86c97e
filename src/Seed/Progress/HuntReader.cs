using IocExplorer.Messages.Service.Hunts;

namespace IocExplorer.Seed.Progress;

/// <summary>
/// Turns the service's progress of a hunt into the display of a run in this process. Time is the service's, continued by our own clock since it
/// was told, so that the clocks of two machines need not agree.
/// </summary>
internal sealed class HuntReader(ProgressView first, TimeProvider time)
{
    private ProgressReader _reader = CreateReader(first);
    private bool _isStopped;
    private TimeSpan _elapsed;
    private volatile Told _last = new(first, time.GetTimestamp());

    /// <summary>May be called on any thread.</summary>
    public void Take(ProgressView view) => _last = new(view, time.GetTimestamp());

    /// <summary>Without a time left while the hunt does not run: nobody knows how long it is paused.</summary>
    public RunProgress Read()
    {
        var (view, at) = _last;
        var elapsed = Span(view.ElapsedSeconds) + (view.Hunt.EndedAt is null ? time.GetElapsedTime(at) : TimeSpan.Zero);
        _elapsed = elapsed > _elapsed ? elapsed : _elapsed;
        var isStopped = view.Hunt.State != HuntState.Running;
        if (_isStopped && !isStopped)
        {
            // The pause is no part of any pace.
            _reader = CreateReader(view);
        }

        _isStopped = isStopped;
        var counters = new RunCounters(
            view.Hunt.Trees.Written + view.Hunt.Trees.GivenUp,
            view.Queries.Asked,
            view.Queries.Found + view.Queries.Empty,
            view.Queries.NotAnswered,
            view.Sources,
            view.BySource.ToDictionary(s => s.Key, s => s.Value.Waiting));
        var run = _reader.Read(counters with { TreesWaiting = view.Hunt.Trees.Waiting }, _elapsed, After(view.Hunt.SubmittedAt, elapsed));
        return isStopped ? run with { TimeLeft = null } : run;
    }

    /// <summary>Seconds from outside, clamped to a sane range.</summary>
    public static TimeSpan Span(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.FromDays(100 * 366).TotalSeconds));

    // Quotas are known to the workers alone.
    private static ProgressReader CreateReader(ProgressView view) => new(new Dictionary<string, SourceQuota>(), view.Hunt.Seeds, fromTheStart: false);

    private static DateTimeOffset After(DateTimeOffset moment, TimeSpan span) =>
        moment.UtcDateTime < DateTime.MaxValue - span ? moment.ToUniversalTime() + span : DateTimeOffset.MaxValue;

    private sealed record Told(ProgressView View, long At);
}
