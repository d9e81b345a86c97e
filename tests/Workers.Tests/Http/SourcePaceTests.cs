using IocExplorer.Testing;
using IocExplorer.Workers.Http;

namespace IocExplorer.Workers.Tests.Http;

public sealed class SourcePaceTests
{
    [Fact]
    public async Task Wait_OfSeveralAtOnce_LetsThemThroughOneByOne()
    {
        var time = new FakeTime();
        var pace = new SourcePace(TimeSpan.FromSeconds(1), time);

        var turns = Enumerable.Range(0, 3).Select(_ => pace.WaitAsync(TestContext.Current.CancellationToken)).ToList();

        turns.Select(t => t.IsCompleted).ShouldBe([true, false, false]);
        time.Advance(TimeSpan.FromSeconds(1));
        await turns[1];
        turns[2].IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        await turns[2];
    }

    [Fact]
    public void Wait_AfterARest_IsNotNeeded()
    {
        var time = new FakeTime();
        var pace = new SourcePace(TimeSpan.FromSeconds(1), time);
        pace.WaitAsync(TestContext.Current.CancellationToken).IsCompleted.ShouldBeTrue();

        time.Advance(TimeSpan.FromSeconds(5));

        pace.WaitAsync(TestContext.Current.CancellationToken).IsCompleted.ShouldBeTrue();
        pace.WaitAsync(TestContext.Current.CancellationToken).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void Wait_WithoutADistance_IsNever()
    {
        var pace = new SourcePace(TimeSpan.Zero, new FakeTime());

        Enumerable.Range(0, 100).ShouldAllBe(_ => pace.WaitAsync(CancellationToken.None).IsCompleted);
    }
}
