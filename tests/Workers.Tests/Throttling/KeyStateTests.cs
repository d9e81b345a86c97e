using IocExplorer.Testing;
using IocExplorer.Workers.Quotas;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Workers.Tests.Throttling;

public sealed class KeyStateTests
{
    private static readonly TimeSpan _life = TimeSpan.FromSeconds(1);
    private static readonly NamedRef _first = new("first"), _second = new("second");

    private readonly FakeTime _time = new();
    private readonly KeyState _key;

    public KeyStateTests() => _key = Known();

    [Fact]
    public void WhereWorkersDiffer_TheLowestLimitOfEachWindowCounts_AndNoLimitIsNone()
    {
        _key.Handle(_first, new(10, 0, 900), 4);
        _key.Handle(_second, new(20, 500, 0), 4);

        _key.Plan.Limits.ShouldBe(new(10, 500, 900));
    }

    [Fact]
    public void WorkerThatIsGone_LimitsNobody_ButTheLastWordStands()
    {
        _key.Handle(_first, new(10, 0, 0), 4);
        _key.Handle(_second, new(20, 0, 0), 4);

        _key.WorkerGone(_first);
        _key.Plan.Limits.ShouldBe(new(20, 0, 0));

        _key.WorkerGone(_second);
        _key.Plan.Limits.ShouldBe(new(20, 0, 0));
    }

    [Fact]
    public void WorkerThatFollowsTheLastOne_BringsItsOwnLimitsAndSlots()
    {
        _key.Handle(_first, new(10, 0, 0), 4);
        _key.WorkerGone(_first);

        _key.Handle(_second, new(20, 0, 0), 7);

        _key.Plan.Limits.ShouldBe(new(20, 0, 0));
        _key.Block.FullWidth.ShouldBe(7);
    }

    [Fact]
    public void GivenBack_IsThereAgain_AndNeverMoreThanWasReserved()
    {
        _key.Handle(_first, new(4, 0, 0), 4);
        var name = _key.NameOf(_key.Reserve(4, _life).Grant!);
        _key.Reserve(1, _life).Grant.ShouldBeNull();

        _key.GiveBack(name, 1);
        _key.GiveBack(name, 2);
        _key.GiveBack(name, 9);
        _key.GiveBack(name, 9);

        _key.Left().ThisMinute.ShouldBe(4);
        _key.Reserve(9, _life).Grant!.Count.ShouldBe(4);
    }

    [Fact]
    public void GivenBack_OfAnEarlierIncarnation_IsPassedOver()
    {
        _key.Handle(_first, new(4, 0, 0), 4);
        var before = _key.NameOf(_key.Reserve(1, _life).Grant!);
        _time.Advance(TimeSpan.FromSeconds(2));
        var next = Known();
        next.Handle(_first, new(4, 0, 0), 4);
        next.Reserve(1, _life).Grant!.Number.ShouldBe(1);

        next.GiveBack(before, 1);

        next.Left().ThisMinute.ShouldBe(3);
    }

    [Fact]
    public void Text_TellsForHowLongTheKeyIsBlocked_HoweverLongAgoThePermitsWereReserved()
    {
        _key.Handle(_first, new(4, 0, 0), 4);
        _key.Reserve(1, _life);
        _time.Advance(TimeSpan.FromSeconds(50));
        _key.Block.Extend(TimeSpan.FromSeconds(60), "HTTP 429", 1);
        var text = _key.Text();

        _time.Advance(TimeSpan.FromSeconds(20));
        var next = new KeyState(_key.Name, _time);
        next.Know(QuotaText.Read(text, new(4, 0, 0), _time.GetUtcNow()));

        next.Block.Rest.ShouldBe(TimeSpan.FromSeconds(40));
        next.Room.ShouldBe(0);
    }

    [Fact]
    public void Text_OfAKeyThatIsNotBlocked_BlocksNobody()
    {
        _key.Handle(_first, new(4, 0, 0), 4);
        _key.Block.Extend(TimeSpan.FromSeconds(10), "HTTP 429", 1);
        _time.Advance(TimeSpan.FromSeconds(10));

        var next = new KeyState(_key.Name, _time);
        next.Know(QuotaText.Read(_key.Text(), new(4, 0, 0), _time.GetUtcNow()));

        next.Block.Rest.ShouldBeNull();
    }

    [Fact]
    public void LeftOfAKeyThatIsNotKnownYet_IsItsLimits()
    {
        var key = new KeyState("VirusTotal 0", _time);
        key.Handle(_first, new(4, 500, 0), 4);

        (key.Left().ThisMinute, key.Left().Today, key.Left().ThisMonth).ShouldBe((4, 500, null));
        key.IsKnown.ShouldBeFalse();
    }

    [Fact]
    public void ClockThatIsSetForward_FreesNothing()
    {
        _key.Handle(_first, new(4, 0, 0), 4);
        _key.Reserve(4, _life);

        _time.Jump(TimeSpan.FromHours(5));

        _key.Left().ThisMinute.ShouldBe(0);
        _key.Reserve(1, _life).Grant.ShouldBeNull();
    }

    private KeyState Known()
    {
        var key = new KeyState("VirusTotal 0", _time);
        key.Know(QuotaState.New(_time.GetUtcNow()));
        return key;
    }
}
