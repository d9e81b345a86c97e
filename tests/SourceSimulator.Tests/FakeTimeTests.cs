using IocExplorer.Testing;

namespace IocExplorer.SourceSimulator.Tests;

public class FakeTimeTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void Jump_MovesTheWallClockAndNeitherElapsedTimeNorTimers()
    {
        var fired = 0;
        var start = _time.GetTimestamp();
        var before = _time.GetUtcNow();
        using var timer = _time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _time.Jump(TimeSpan.FromHours(-3));

        _time.GetUtcNow().ShouldBe(before - TimeSpan.FromHours(3));
        _time.GetElapsedTime(start).ShouldBe(TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
        fired.ShouldBe(0);
        _time.Advance(TimeSpan.FromTicks(1));
        fired.ShouldBe(1);
    }

    [Fact]
    public void ADisposedTimer_CannotBeArmedAgain()
    {
        var timer = _time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).ShouldBeFalse();

        _time.ArmedTimers.ShouldBe(0);
    }
}
