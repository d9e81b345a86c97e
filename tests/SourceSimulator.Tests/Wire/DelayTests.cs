using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Wire;

public sealed class DelayTests
{
    [Fact]
    public async Task AnAnswer_ComesNotBeforeItsDelayIsOver()
    {
        var time = new ManualTime();
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { TimeProvider = time, Delay = DelayRange.Parse("50") });
        using var wire = new WireClient(simulator);

        var asking = wire.AskAsync(Operation.RegistrantEmail, "verdalo.net");
        await time.WhenTimersAsync(1);
        time.Advance(TimeSpan.FromMilliseconds(49));

        asking.IsCompleted.ShouldBeFalse();
        simulator.Stats.InFlight.ShouldBe(1);

        time.Advance(TimeSpan.FromMilliseconds(1));
        using var response = await asking;
        response.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task ARangeOfDelays_IsUsedFromEndToEndAndTheSameEveryTime()
    {
        var first = await DelaysOfManyAsync();
        var second = await DelaysOfManyAsync();

        second.ShouldBe(first);
        first.ShouldAllBe(delay => delay >= 20 && delay <= 80);
        first.Min().ShouldBeLessThan(35);
        first.Max().ShouldBeGreaterThan(65);
    }

    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("50", 50, 50)]
    [InlineData("20-80", 20, 80)]
    public void ADelay_IsReadInMilliseconds(string text, int from, int to)
    {
        DelayRange.Parse(text).ShouldBe(new DelayRange(TimeSpan.FromMilliseconds(from), TimeSpan.FromMilliseconds(to)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("fast")]
    [InlineData("80-20")]
    [InlineData("-5")]
    [InlineData("1-2-3")]
    public void ADelayThatIsNone_IsRefusedWithWhatWouldBeOne(string text)
    {
        Should.Throw<FormatException>(() => DelayRange.Parse(text)).Message.ShouldContain("as 50 or as 20-80");
    }

    // With a clock that is moved only as far as needed, the log's times are the delays.
    private static async Task<List<double>> DelaysOfManyAsync()
    {
        var time = new ManualTime();
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { TimeProvider = time, Delay = DelayRange.Parse("20-80") });
        using var wire = new WireClient(simulator);
        var delays = new List<double>();
        for (var i = 0; i < 30; i++)
        {
            var before = time.GetUtcNow();
            var asking = wire.AskAsync(Operation.RegistrantEmail, $"verdalo{i}.net");
            await time.WhenTimersAsync(1);
            time.AdvanceToNextTimer();
            (await asking).Dispose();
            delays.Add((time.GetUtcNow() - before).TotalMilliseconds);
        }

        return delays;
    }
}
