using IocExplorer.Coordinator.Supervising;
using IocExplorer.Messages;
using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Coordinator.Tests.Supervising;

public sealed class HuntHistoryTests
{
    private static readonly HuntId _hunt = new(7);

    private readonly HuntHistory _history = new();

    [Theory]
    [InlineData("new", "")]
    [InlineData("running", "Pause Cancel Delete")]
    [InlineData("paused", "Resume Cancel Delete")]
    [InlineData("cancelled", "Retry Delete")]
    [InlineData("finished with all", "Delete")]
    [InlineData("finished with gaps", "Retry Delete")]
    [InlineData("deleted", "Delete")]
    public void Commands_AreObeyedWhereTheStateAllowsThem(string state, string obeyed)
    {
        Bring(state);
        ICommand[] commands = [new Pause(_hunt), new Resume(_hunt), new Cancel(_hunt), new Retry(_hunt), new Delete(_hunt)];

        string.Join(' ', commands.Where(command => _history.Decide(command) is not null).Select(command => command.GetType().Name)).ShouldBe(obeyed);
    }

    [Fact]
    public void Ends_CountOnce_AndTheLastOneFinishesTheHunt()
    {
        Bring("running");
        TreeOutcome first = new(1, TreeEndKind.Complete, 3), second = new(2, TreeEndKind.WithMissing, 4);
        TreeOutcome again = new(1, TreeEndKind.GivenUp, 0), none = new(9, TreeEndKind.Complete, 1);

        _history.Counted([first, again, second, none]).ShouldBe([first, second]);
        _history.Apply(new TreesEnded([first, again]));
        _history.Phase.ShouldBe(HuntPhase.Running);
        _history.Counted([again]).ShouldBeEmpty();
        _history.Apply(new TreesEnded([second]));

        (_history.Phase, _history.Complete, _history.WithMissing, _history.GivenUp, _history.Nodes).ShouldBe((HuntPhase.Finished, 1, 1, 0, 7));
    }

    [Fact]
    public void Retry_OpensWhatLacksSomething_AndTakesItsNodesBack()
    {
        Bring("finished with gaps");

        var retried = _history.Decide(new Retry(_hunt))!.ShouldHaveSingleItem().ShouldBeOfType<Retried>();
        _history.Apply(retried);

        retried.Trees.ShouldBe([2]);
        (_history.Phase, _history.OpenTrees, _history.WithMissing, _history.Nodes, _history.IsJustRetried).ShouldBe((HuntPhase.Running, 1, 0, 3, true));
        _history.Apply(new Paused());
        _history.IsJustRetried.ShouldBeTrue();
        _history.Apply(new TreesEnded([new(2, TreeEndKind.Complete, 9)]));
        _history.IsJustRetried.ShouldBeFalse();
    }

    [Theory]
    [InlineData("running")]
    [InlineData("paused")]
    [InlineData("finished with gaps")]
    [InlineData("retried")]
    [InlineData("deleted")]
    public void Snapshot_HoldsAllThatTheEventsTold(string state)
    {
        Bring(state);
        var restored = new HuntHistory();

        restored.Restore(_history.ToSnapshot());

        restored.ShouldBeEquivalentTo(_history);
    }

    [Fact]
    public void EventsReplayedOverASnapshotThatHoldsThem_CountOnce()
    {
        Bring("running");
        var ended = new TreesEnded([new(1, TreeEndKind.Complete, 3)]);
        _history.Apply(ended);

        _history.Apply(ended);

        (_history.Complete, _history.Nodes).ShouldBe((1, 3));
    }

    /// <summary>A hunt of two trees.</summary>
    private void Bring(string state)
    {
        List<IEvent> events = [new Submitted(2)];
        TreesEnded complete = new([new(1, TreeEndKind.Complete, 3)]);
        TreesEnded withGaps = new([new(2, TreeEndKind.WithMissing, 4)]);
        events.AddRange(state switch
        {
            "paused" => [new Paused()],
            "cancelled" => [complete, new Cancelled()],
            "finished with all" => [complete, new TreesEnded([new(2, TreeEndKind.Complete, 4)])],
            "finished with gaps" => [complete, withGaps],
            "retried" => [complete, withGaps, new Retried([2])],
            "deleted" => [new Deleted()],
            _ => (IEnumerable<IEvent>)[],
        });
        if (state != "new")
        {
            events.ForEach(_history.Apply);
        }
    }
}
