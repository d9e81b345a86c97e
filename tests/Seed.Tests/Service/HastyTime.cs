using System.Collections.Concurrent;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;
using IocExplorer.Testing;

namespace IocExplorer.Seed.Tests.Service;

/// <summary>
/// A clock that stands still and on which pauses between tries are over as soon as they begin. What is no pause waits for the test: the turn of
/// the display, and the patience with a silent server.
/// </summary>
internal sealed class HastyTime : TimeProvider
{
    private readonly FakeTime _inner = new();
    private readonly ConcurrentQueue<TimeSpan> _pauses = [];

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => _inner.TimestampFrequency;

    /// <summary>All that were begun, in order.</summary>
    public IReadOnlyList<TimeSpan> Pauses => [.. _pauses];

    public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow();

    public override long GetTimestamp() => _inner.GetTimestamp();

    public Task WaitForTimersAsync(int count) => _inner.WaitForTimersAsync(count);

    public void Advance(TimeSpan by) => _inner.Advance(by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime == ProgressDisplay.LineEvery || dueTime >= ServiceClient.Patience)
        {
            return _inner.CreateTimer(callback, state, dueTime, period);
        }

        _pauses.Enqueue(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
