using IocExplorer.Hosting.Clustering;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests.Clustering;

public sealed class StoreTimeTests
{
    private static readonly DateTimeOffset Database = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTime _machine = new();
    private readonly StoreTime _time;

    public StoreTimeTests() => _time = new(_machine);

    [Fact]
    public void GetUtcNow_AfterAMeasurement_IsTheDatabasesClockAtTheMiddleOfTheWay()
    {
        Measure(Database, milliseconds: 20);

        _time.GetUtcNow().ShouldBe(Database.AddMilliseconds(10));
        _machine.Advance(TimeSpan.FromSeconds(3));
        _time.GetUtcNow().ShouldBe(Database.AddMilliseconds(3010));
    }

    [Fact]
    public void GetUtcNow_WhenTheMachinesClockJumps_DoesNotMove()
    {
        Measure(Database, milliseconds: 0);

        _machine.Jump(TimeSpan.FromDays(1));

        _time.GetUtcNow().ShouldBe(Database);
    }

    [Fact]
    public void GetUtcNow_BeforeAnyMeasurement_GoesOnFromTheMachinesClockWithoutItsJumps()
    {
        var before = _machine.GetUtcNow();

        _machine.Jump(TimeSpan.FromHours(-5));
        _machine.Advance(TimeSpan.FromSeconds(2));

        _time.GetUtcNow().ShouldBe(before.AddSeconds(2));
    }

    [Fact]
    public void Measure_WithASlowAnswer_KeepsTheGoodOneBefore()
    {
        Measure(Database, milliseconds: 2);

        Measure(Database.AddSeconds(7), milliseconds: 4000);

        _time.GetUtcNow().ShouldBe(Database.AddMilliseconds(4001));
    }

    [Fact]
    public void Measure_WithSlowAnswersAlone_TakesOneWhenTheClocksMayHaveDriftedFurther()
    {
        Measure(Database, milliseconds: 2);
        _machine.Advance(TimeSpan.FromHours(2));

        Measure(Database.AddHours(3), milliseconds: 4000);

        _time.GetUtcNow().ShouldBe(Database.AddHours(3).AddSeconds(2));
    }

    [Fact]
    public void Measure_WhenTheDatabasesClockWasSet_FollowsIt()
    {
        Measure(Database, milliseconds: 2);
        _machine.Advance(TimeSpan.FromSeconds(2));

        Measure(Database.AddMinutes(-5), milliseconds: 2);

        _time.GetUtcNow().ShouldBe(Database.AddMinutes(-5).AddMilliseconds(1));
    }

    private void Measure(DateTimeOffset database, int milliseconds)
    {
        var asked = _machine.GetTimestamp();
        _machine.Advance(TimeSpan.FromMilliseconds(milliseconds));
        _time.Measure(database, asked, _machine.GetTimestamp());
    }
}
