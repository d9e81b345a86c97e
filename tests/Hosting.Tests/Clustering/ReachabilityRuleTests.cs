using IocExplorer.Hosting.Clustering;

namespace IocExplorer.Hosting.Tests.Clustering;

public sealed class ReachabilityRuleTests
{
    [Theory]
    [InlineData(16, 12, 1, 1, true)] // Another one reaches it.
    [InlineData(14, 10, 1, 1, false)] // Not for long enough.
    [InlineData(30, 1, 1, 1, false)] // Frozen: no answer for long, but no failure either.
    [InlineData(16, 12, 1, 16, false)] // The other does not reach it.
    [InlineData(16, 12, 7, 1, false)] // Old news.
    public void Leaves_ByOwnAnswersAndNewsOfAnother(int sinceAnswer, int failingFor, int ago, int othersAnswer, bool leaves) =>
        Leaves(sinceAnswer, failingFor, [(Seconds(ago), Seconds(othersAnswer))]).ShouldBe(leaves);

    [Fact]
    public void Leaves_WhenNobodyElseIsThere_IsFalse() => Leaves(100, 100, []).ShouldBeFalse();

    [Fact]
    public void Leaves_WhenOneOfManyReachesIt_IsTrue() =>
        Leaves(16, 12, [(Seconds(1), Seconds(16)), (Seconds(2), Seconds(2)), (Seconds(50), Seconds(1))]).ShouldBeTrue();

    private static bool Leaves(int sinceAnswer, int failingFor, (TimeSpan Ago, TimeSpan SinceAnswer)[] others) =>
        ReachabilityRule.Leaves(Seconds(sinceAnswer), Seconds(failingFor), Seconds(15), others);

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
