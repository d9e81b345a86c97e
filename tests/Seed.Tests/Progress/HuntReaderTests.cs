using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Seed.Progress;
using IocExplorer.Seed.Tests.Service;
using IocExplorer.Testing;

namespace IocExplorer.Seed.Tests.Progress;

public sealed class HuntReaderTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void Read_OfAHuntThatBeganLongBefore_GoesByTheTreesSinceTheFirstReading()
    {
        var reader = new HuntReader(Moment(seconds: 3600, complete: 6), _time);
        reader.Read().TimeLeft.ShouldBeNull();
        reader.Take(Moment(seconds: 3620, complete: 26));

        reader.Read().TimeLeft.ShouldBe(new(TimeSpan.FromSeconds(74), "at the pace of the trees so far") { IsEstimate = true });
    }

    [Fact]
    public void Read_OfAPausedHunt_TellsNoTimeLeft()
    {
        var reader = new HuntReader(Moment(seconds: 3600, complete: 6), _time);
        reader.Read();
        reader.Take(Moment(seconds: 3620, complete: 26, HuntState.Paused));

        reader.Read().TimeLeft.ShouldBeNull();
    }

    [Fact]
    public void Read_AfterAPause_GoesByTheTreesSinceIt()
    {
        var reader = new HuntReader(Moment(seconds: 3600, complete: 6), _time);
        reader.Read();
        reader.Take(Moment(seconds: 3620, complete: 26, HuntState.Paused));
        reader.Read();
        reader.Take(Moment(seconds: 7200, complete: 26));
        reader.Read().TimeLeft.ShouldBeNull();
        reader.Take(Moment(seconds: 7220, complete: 46));

        reader.Read().TimeLeft.ShouldBe(new(TimeSpan.FromSeconds(54), "at the pace of the trees so far") { IsEstimate = true });
    }

    /// <summary>One of 100 trees, of which four are explored at once.</summary>
    private static ProgressView Moment(double seconds, int complete, HuntState state = HuntState.Running) => Hunts.HalfWay with
    {
        Hunt = Hunts.Running with { State = state, Seeds = 100, Trees = new(100 - complete - 4, 4, complete, 0, 0) },
        ElapsedSeconds = seconds,
    };
}
