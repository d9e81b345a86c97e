using IocExplorer.Coordinator.Queries;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Queries;

public sealed class OpenQueriesTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly Answer _found = Found("r", Domain("b.test"));

    private readonly OpenQueries _open = new(HuntId.Embedded, new(_now.AddHours(-1), _now));
    private readonly Deliveries _deliveries = new();
    private readonly List<TreeAnswer> _first = [];
    private readonly List<TreeAnswer> _second = [];
    private readonly Asker _one;
    private readonly Asker _other;

    public OpenQueriesTests()
    {
        _one = new(_first.AddRange);
        _other = new(_second.AddRange);
    }

    [Fact]
    public void QueryOfTwoTrees_IsAskedOnce_AndAnswersBoth()
    {
        _open.Add(_one, [Query(0, "a")]);
        _open.TakeBatch(10).ShouldHaveSingleItem();
        _open.Add(_other, [Query(7, "a")]);
        _open.HasGathered.ShouldBeFalse();
        _open.Answered([new(new(1), null, null)], _deliveries);

        _open.Hinted(new(new(1), _found, _now), _deliveries);
        _deliveries.Send();

        _first.ShouldBe([new(0, _found, AnswerOrigin.Fresh)]);
        _second.ShouldBe([new(7, _found, AnswerOrigin.Shared)]);
        _open.Count.ShouldBe(0);
    }

    [Fact]
    public void AnswerThatStandsInTheLedger_IsSaidToComeFromThere()
    {
        _open.Add(_one, [Query(0, "a")]);
        _open.Add(_other, [Query(1, "a")]);
        _open.TakeBatch(10);

        _open.Answered([new(new(1), _found, _now)], _deliveries);
        _deliveries.Send();

        _first.Single().Origin.ShouldBe(AnswerOrigin.Ledger);
        _second.Single().Origin.ShouldBe(AnswerOrigin.Ledger);
        _open.Count.ShouldBe(0);
    }

    [Fact]
    public void AnswerHintedBeforeTheAskIsBack_IsNotLost()
    {
        _open.Add(_one, [Query(0, "a")]);
        _open.TakeBatch(10);
        _open.Hinted(new(new(1), _found, _now), _deliveries);

        _open.Answered([new(new(1), null, null)], _deliveries);
        _deliveries.Send();

        _first.ShouldHaveSingleItem();
    }

    [Fact]
    public void HintWithoutItsAnswer_IsRead_EvenWhenItCameBeforeTheAskWasBack()
    {
        _open.Add(_one, [Query(0, "a"), Query(1, "b")]);
        _open.TakeBatch(10);
        _open.Hinted(new(new(1), null, null), _deliveries);
        _open.Answered([new(new(1), null, null), new(new(2), null, null)], _deliveries);
        _open.Hinted(new(new(2), null, null), _deliveries);
        _open.Hinted(new(new(99), null, null), _deliveries);

        _open.TakeToRead(10).ShouldBe([new(1), new(2)]);
        _open.WasRead(new(new(1), null, null), _deliveries);
        _open.WasRead(new(new(2), _found, _now), _deliveries);
        _deliveries.Send();

        _open.TakeToRead(10).ShouldBeEmpty();
        _first.Single().Number.ShouldBe(1);
        _open.Count.ShouldBe(1);
    }

    [Fact]
    public void LateHintOfAnAnswerTooOld_IsNoAnswer()
    {
        _open.Add(_one, [Query(0, "a"), Query(1, "b")]);
        _open.TakeBatch(10);
        _open.Answered([new(new(1), null, null), new(new(2), null, null)], _deliveries);

        _open.Hinted(new(new(1), _found, _now.AddHours(-2)), _deliveries);
        _open.Hinted(new(new(2), new Answer.NotAnswered(NotAnsweredReason.Failed, ""), _now.AddSeconds(-1)), _deliveries);
        _deliveries.Send();

        _first.ShouldBeEmpty();
        _open.Count.ShouldBe(2);
    }

    [Fact]
    public void BatchThatCouldNotBeAsked_GoesFirstNextTime()
    {
        _open.Add(_one, [Query(0, "a"), Query(1, "b")]);
        _open.TakeBatch(1);
        _open.Add(_one, [Query(2, "c")]);

        _open.PutBack();

        _open.TakeBatch(10).Select(q => q.Ioc.Value).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void HintsThatNobodyWaitsFor_LeaveNothingBehind()
    {
        _open.Hinted(new(new(5), _found, _now), _deliveries);
        _open.Add(_one, [Query(0, "a")]);
        _open.TakeBatch(10);
        _open.Answered([new(new(5), null, null)], _deliveries);
        _deliveries.Send();

        _first.ShouldBeEmpty();
        _open.Count.ShouldBe(1);
    }

    [Fact]
    public void ReadingEverything_ReadsEachOnce()
    {
        _open.Add(_one, [Query(0, "a"), Query(1, "b"), Query(2, "c")]);
        _open.TakeBatch(2);
        _open.Answered([new(new(1), null, null), new(new(2), null, null)], _deliveries);
        _open.ReadEverything();
        _open.ReadEverything();

        _open.TakeToRead(1).ShouldBe([new(1)]);
        _open.TakeToRead(5).ShouldBe([new(2)]);
    }

    [Fact]
    public void AskingAgain_TakesWhatWaitsInRotation()
    {
        _open.Add(_one, [Query(0, "a"), Query(1, "b"), Query(2, "c")]);
        _open.TakeBatch(10);
        _open.Answered([new(new(1), null, null), new(new(2), null, null), new(new(3), null, null)], _deliveries);

        AskAgain().ShouldBe(["a", "b"]);
        _open.Answered([new(new(1), null, null), new(new(2), null, null)], _deliveries);
        AskAgain().ShouldBe(["c"]);
        _open.Answered([new(new(3), null, null)], _deliveries);
        AskAgain().ShouldBe(["a", "b"]);

        IEnumerable<string> AskAgain()
        {
            _open.AskAgain(2);
            return _open.TakeBatch(10).Select(q => q.Ioc.Value);
        }
    }

    [Fact]
    public void QueryAskedAgain_IsStillFoundByAHint_AndNotAskedOnceMore()
    {
        _open.Add(_one, [Query(0, "a")]);
        _open.TakeBatch(10);
        _open.Answered([new(new(1), null, null)], _deliveries);

        _open.AskAgain(10);
        _open.Hinted(new(new(1), _found, _now), _deliveries);
        _deliveries.Send();

        _first.ShouldHaveSingleItem();
        _open.HasGathered.ShouldBeFalse();
        _open.TakeBatch(10).ShouldBeEmpty();
    }

    [Fact]
    public void AnswerOfAskingAgain_CountsAsFresh()
    {
        _open.Add(_one, [Query(0, "a")]);
        _open.TakeBatch(10);
        _open.Answered([new(new(1), null, null)], _deliveries);
        _open.AskAgain(10);
        _open.TakeBatch(10);

        _open.Answered([new(new(1), _found, _now)], _deliveries);
        _deliveries.Send();

        _first.ShouldHaveSingleItem().Origin.ShouldBe(AnswerOrigin.Fresh);
    }

    [Fact]
    public void ForgottenWalk_GetsNothing_AndWhatOnlyItWaitedForIsGone()
    {
        _open.Add(_one, [Query(0, "a"), Query(1, "b"), Query(2, "c")]);
        _open.Add(_other, [Query(0, "b")]);
        _open.TakeBatch(2);
        _open.Answered([new(new(1), null, null), new(new(2), null, null)], _deliveries);

        _open.Forget(new HashSet<Asker> { _one });
        _open.Hinted(new(new(1), _found, _now), _deliveries);
        _open.Hinted(new(new(2), _found, _now), _deliveries);
        _deliveries.Send();

        _first.ShouldBeEmpty();
        _second.ShouldHaveSingleItem().Number.ShouldBe(0);
        _open.Count.ShouldBe(0);
        _open.HasGathered.ShouldBeFalse();
    }

    [Fact]
    public void WalkForgottenWhileItsBatchIsOut_GetsNothing()
    {
        _open.Add(_one, [Query(0, "a")]);
        _open.TakeBatch(10);
        _open.Forget(new HashSet<Asker> { _one });

        _open.Answered([new(new(1), _found, _now)], _deliveries);
        _deliveries.Send();

        _first.ShouldBeEmpty();
        _open.Count.ShouldBe(0);
    }

    private static TreeQuery Query(int number, string value) => new(number, new(1), Domain(value));
}
