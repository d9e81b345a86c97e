using FsCheck;
using FsCheck.Fluent;
using IocExplorer.SourceSimulator.Accounting;

namespace IocExplorer.SourceSimulator.Tests.Accounting;

public sealed class SlidingWindowTests
{
    [Fact]
    public void Most_IsTheFullestWindowWhereverItBegins()
    {
        Prop.ForAll(Gaps(), gaps =>
        {
            var window = new SlidingWindow(60);
            var times = Times(gaps);
            times.ForEach(window.Add);
            return window.Most == times.Select(end => times.Count(time => time > end - 60 && time <= end)).DefaultIfEmpty(0).Max();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void TryAdd_NeverLetsMoreThanTheCapacityIntoAnyWindow()
    {
        Prop.ForAll(Gaps(), gaps =>
        {
            var window = new SlidingWindow(60);
            foreach (var time in Times(gaps))
            {
                _ = window.TryAdd(time, 4, out _);
            }

            return window.Most <= 4;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void TryAdd_ToAFullWindow_SaysWhenThereIsRoom()
    {
        var window = new SlidingWindow(60);
        window.Add(0);
        window.Add(10);

        window.TryAdd(25, 2, out var untilRoom).ShouldBeFalse();

        untilRoom.ShouldBe(35);
        window.TryAdd(25 + untilRoom - 1, 2, out _).ShouldBeFalse();
        window.TryAdd(25 + untilRoom, 2, out _).ShouldBeTrue();
    }

    private static Arbitrary<int[]> Gaps() => Gen.Choose(0, 40).ArrayOf().ToArbitrary();

    private static List<long> Times(int[] gaps)
    {
        long now = 0;
        return [.. gaps.Select(gap => now += gap)];
    }
}
