using IocExplorer.Workers.Throttling;

namespace IocExplorer.Workers.Tests.Throttling;

public sealed class SilentNodesTests
{
    private static readonly (string Node, string Path) _one = ("one", "one/workers"), _two = ("two", "two/workers"), _three = ("three", "three/workers");

    private readonly SilentNodes _nodes = new();

    [Fact]
    public void Start_IsOverWhenEveryNodeHasSpoken()
    {
        _nodes.Await([_one, _two]);

        _nodes.Heard("one");
        _nodes.Settle();
        _nodes.AreAwaited.ShouldBeTrue();
        _nodes.Ask([_one, _two]).ShouldBe(["two/workers"]);
        _nodes.Heard("two");
        _nodes.Settle();

        _nodes.AreAwaited.ShouldBeFalse();
        _nodes.Ask([_one, _two]).ShouldBeEmpty();
    }

    [Fact]
    public void NodeThatIsNoMemberAnyMore_IsNotAwaited_AndOneThatJoinsIsNotAsked()
    {
        _nodes.Await([_one]);

        _nodes.Ask([_three]).ShouldBeEmpty();
        _nodes.Settle();

        _nodes.AreAwaited.ShouldBeFalse();
    }

    [Fact]
    public void WithoutNodes_TheStartIsOverAtOnce()
    {
        _nodes.Await([]);
        _nodes.AreAwaited.ShouldBeTrue();

        _nodes.Settle();

        _nodes.AreAwaited.ShouldBeFalse();
    }
}
