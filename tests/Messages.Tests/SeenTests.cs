namespace IocExplorer.Messages.Tests;

public class SeenTests
{
    [Fact]
    public void Seen_OfTwoTimes_GivesThemBackToTheSecond()
    {
        var seen = new Seen(new DateTimeOffset(2019, 8, 20, 1, 45, 26, 900, TimeSpan.Zero), DateTimeOffset.FromUnixTimeSeconds(uint.MaxValue));

        seen.First.ShouldBe(new DateTimeOffset(2019, 8, 20, 1, 45, 26, TimeSpan.Zero));
        seen.Last.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(uint.MaxValue));
        seen.IsKnown.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(uint.MaxValue + 1L)]
    [InlineData(1_700_000_000_000)]
    public void Seen_OfATimeOutOfRange_IsUnknown(long seconds)
    {
        var seen = new Seen(seconds, seconds);

        (seen.First, seen.Last, seen.IsKnown).ShouldBe((null, null, false));
        seen.ShouldBe(default);
    }
}
