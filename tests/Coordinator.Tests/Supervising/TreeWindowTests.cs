using IocExplorer.Coordinator.Supervising;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Tests.Supervising;

public sealed class TreeWindowTests
{
    private readonly TreeWindow _window = new(2);
    private readonly HuntHistory _state = new();

    public TreeWindowTests() => _state.Apply(new HuntProtocol.Submitted(5));

    [Fact]
    public void Window_HoldsItsSize_AndGoesOnAsTreesEnd()
    {
        Load(1, 2, 3);

        Fill().ShouldBe([1, 2]);
        Fill().ShouldBeEmpty();
        _window.Ended(1);

        Fill().ShouldBe([3]);
        (_window.Count, _window.Find(1), _window.Find(3)!.Number).ShouldBe((2, null, 3));
    }

    [Fact]
    public void TreesThatAreOver_AreNotStarted()
    {
        _state.Apply(new HuntProtocol.TreesEnded([new(1, HuntProtocol.TreeEndKind.Complete, 3)]));
        Load(1, 2, 3);
        _state.Apply(new HuntProtocol.TreesEnded([new(2, HuntProtocol.TreeEndKind.Complete, 3)]));

        Fill().ShouldBe([3]);
    }

    [Fact]
    public void Seeds_AreNeededWhenTooFewAreLoaded_UntilAllAre()
    {
        _window.NeedsSeeds(5).ShouldBeTrue();
        Load(1, 2, 3);
        _window.NeedsSeeds(5).ShouldBeFalse();
        Fill();
        _window.NeedsSeeds(5).ShouldBeFalse("the window is full");
        _window.Ended(1);
        Fill();
        _window.Ended(2);
        _window.NeedsSeeds(5).ShouldBeTrue();
        Load(4, 5, 6);

        _window.Next.ShouldBe(7);
        _window.NeedsSeeds(5).ShouldBeFalse();
    }

    [Fact]
    public void Cleared_NothingIsActive_AndSeedsAreReadFromTheFirst()
    {
        Load(1, 2, 3);
        Fill();

        _window.Clear().ShouldBe([1, 2]);

        (_window.Count, _window.Next).ShouldBe((0, 1));
        Fill().ShouldBeEmpty();
    }

    [Fact]
    public void Crashes_AreCountedPerActiveTree_AndTheLastOneMayBeForgiven()
    {
        Load(1, 2, 3);
        Fill();

        Enumerable.Range(0, TreeWindow.MostCrashes).Select(_ => _window.Crashed(1)).ShouldBe([1, 2, 3, 4, 5]);
        _window.Forgive(1);
        _window.Crashed(1).ShouldBe(TreeWindow.MostCrashes);
        (_window.Crashed(2), _window.Crashed(3)).ShouldBe((1, 0));
    }

    private int[] Fill() => [.. _window.Fill(_state).Select(seed => seed.Number)];

    private void Load(params int[] numbers) => _window.Loaded([.. numbers.Select(Seed)], numbers.Length, _state);

    private static SeedOfHunt Seed(int number) => new(number, new(IocType.Domain, $"d{number}.example"), SharingLevel.Green, NameIsTaken: false);
}
