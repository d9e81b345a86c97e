using IocExplorer.Workers.Asking;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class WaitingWorkTests : IDisposable
{
    private readonly WorkParts _parts = new();
    private readonly WaitingWork _waiting = new();

    public void Dispose() => _parts.Dispose();

    [Fact]
    public void LookUps_AreMadeOneAfterAnother_EachWithAllThatHasCome()
    {
        WorkInHand first = _parts.Work(1), second = _parts.Work(2), third = _parts.Work(3);
        _waiting.BeginLookUp().ShouldBeNull();
        _waiting.Add(first);
        _waiting.Add(second);

        var batch = _waiting.BeginLookUp().ShouldNotBeNull();
        _waiting.Add(third);
        _waiting.BeginLookUp().ShouldBeNull("one is under way");
        _waiting.TryEndLookUp(batch).ShouldBeTrue();

        batch.ShouldBe([first, second]);
        _waiting.TryEndLookUp(batch).ShouldBeFalse();
        _waiting.BeginLookUp().ShouldBe([third]);
    }

    [Fact]
    public void LookUpThatFailed_IsMadeAgain_WithWhatHasComeMeanwhileBehind()
    {
        WorkInHand first = _parts.Work(1), second = _parts.Work(2);
        _waiting.Add(first);
        var batch = _waiting.BeginLookUp()!;
        _waiting.Add(second);

        _waiting.TryRepeatLookUp(batch).ShouldBeTrue();
        _waiting.TryRepeatLookUp(batch).ShouldBeFalse();

        _waiting.BeginLookUp().ShouldBe([first, second]);
    }

    [Fact]
    public void Ready_BeginsAsFarAsThereAreSlots_AndTheRestWaits()
    {
        WorkInHand[] works = [_parts.Work(1), _parts.Work(2), _parts.Work(3)];
        foreach (var work in works)
        {
            _waiting.AddReady(work);
        }

        Begin().ShouldBe(works[..2]);
        Begin().ShouldBeEmpty();
        _parts.State.Keys[0].SlotsTaken = 1;

        Begin().ShouldBe(works[2..]);

        List<WorkInHand> Begin()
        {
            List<WorkInHand> begun = [];
            foreach (var work in _waiting.TakeReady())
            {
                _parts.State.Begin(work);
                begun.Add(work);
            }

            return begun;
        }
    }

    [Fact]
    public void AllIsTaken_WhereverItWaits_AndALookUpUnderWayReportsToNobody()
    {
        WorkInHand lookedUp = _parts.Work(1), toLookUp = _parts.Work(2), ready = _parts.Work(3);
        _waiting.Add(lookedUp);
        var batch = _waiting.BeginLookUp()!;
        _waiting.Add(toLookUp);
        _waiting.AddReady(ready);

        _waiting.TakeAll().ShouldBe([toLookUp, lookedUp, ready]);

        _waiting.TryEndLookUp(batch).ShouldBeFalse();
        _waiting.TakeAll().ShouldBeEmpty();
    }
}
