using IocExplorer.Seed.Progress;

namespace IocExplorer.Seed.Tests.Progress;

public sealed class RisingCounterTests
{
    [Theory]
    [InlineData("a node away for a while and back", new long[] { 100, 60, 100 }, new long[] { 100, 100, 100 })]
    [InlineData("all go on meanwhile", new long[] { 100, 60, 65, 110, 120 }, new long[] { 100, 100, 105, 110, 120 })]
    [InlineData("away twice", new long[] { 100, 60, 100, 60, 100 }, new long[] { 100, 100, 100, 100, 100 })]
    [InlineData("a node started anew", new long[] { 100, 60, 70, 85 }, new long[] { 100, 100, 110, 125 })]
    public void Read_WhenTheSumFalls_NeverFallsAndCountsNothingTwice(string story, long[] counts, long[] read)
    {
        var counter = new RisingCounter(0);

        counts.Select(counter.Read).ShouldBe(read, story);
    }
}
