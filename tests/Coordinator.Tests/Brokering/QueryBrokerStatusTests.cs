using IocExplorer.Coordinator.Brokering;
using IocExplorer.Testing;

namespace IocExplorer.Coordinator.Tests.Brokering;

public sealed class QueryBrokerStatusTests
{
    private readonly FakeTime _time = new();
    private readonly QueryBrokerStatus _status = new();

    [Fact]
    public async Task CrashesInARow_EndInGivingUp()
    {
        var options = new QueryBrokerOptions { Time = _time, MostCrashes = 3 };

        _status.MayRestartAfter(new InvalidOperationException("1"), options).ShouldBeTrue();
        _status.MayRestartAfter(new InvalidOperationException("2"), options).ShouldBeTrue();
        _status.MayRestartAfter(new InvalidOperationException("3"), options).ShouldBeFalse();

        (await _status.Failed).Message.ShouldBe("3");
    }

    [Fact]
    public void CrashesFarApart_AreForgiven()
    {
        var options = new QueryBrokerOptions { Time = _time, MostCrashes = 3 };

        for (var i = 0; i < 10; i++)
        {
            _status.MayRestartAfter(new InvalidOperationException(), options).ShouldBeTrue();
            _time.Advance(TimeSpan.FromSeconds(31));
        }

        _status.Failed.IsCompleted.ShouldBeFalse();
    }
}
