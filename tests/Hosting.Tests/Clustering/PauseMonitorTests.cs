using IocExplorer.Hosting.Clustering;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests.Clustering;

public sealed class PauseMonitorTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly PauseMonitor _monitor;

    public PauseMonitorTests() => _monitor = new(_time, isRunning: false);

    public void Dispose() => _monitor.Dispose();

    [Fact]
    public void WhileTheProcessRuns_NoPauseIsNoticed()
    {
        for (var i = 0; i < 20; i++)
        {
            _time.Advance(PauseMonitor.Limit);
            _monitor.HasPaused.ShouldBeFalse();
            _monitor.Beat();
        }

        _monitor.Paused.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void AfterAPause_WhoAsksFirst_HearsOfIt()
    {
        _time.Advance(PauseMonitor.Limit + TimeSpan.FromTicks(1));

        _monitor.HasPaused.ShouldBeTrue();
        _monitor.Paused.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void AfterAPause_WhenTheProcessRunsAgainBeforeAnybodyAsks_ItIsKnownStill()
    {
        _time.Advance(PauseMonitor.Limit + TimeSpan.FromTicks(1));
        _monitor.Beat();
        _monitor.Beat();

        _monitor.HasPaused.ShouldBeTrue();
        _monitor.Paused.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void AWallClockThatWentOnAlone_AsWhenTheMachineWasSuspended_IsAPause()
    {
        _time.Jump(PauseMonitor.Limit + TimeSpan.FromTicks(1));

        _monitor.HasPaused.ShouldBeTrue();
    }

    [Fact]
    public void AWallClockThatIsSetBack_IsNone()
    {
        _time.Jump(-TimeSpan.FromHours(1));

        _monitor.HasPaused.ShouldBeFalse();
    }

    [Fact]
    public void ByItself_ItBeatsUntilItIsDisposedOf()
    {
        var beats = new CountingTime();
        using (new PauseMonitor(beats))
        {
            beats.HasBeaten.Wait(SafetyTimeout.Length, TestContext.Current.CancellationToken).ShouldBeTrue();
        }
    }

    /// <summary>Its first reading is at the start; the third is the second beat's.</summary>
    private sealed class CountingTime : TimeProvider
    {
        private int _readings;

        public ManualResetEventSlim HasBeaten { get; } = new();

        public override DateTimeOffset GetUtcNow()
        {
            if (Interlocked.Increment(ref _readings) == 5)
            {
                HasBeaten.Set();
            }

            return DateTimeOffset.UnixEpoch;
        }
    }
}
