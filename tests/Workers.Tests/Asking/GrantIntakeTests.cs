using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class GrantIntakeTests : IDisposable
{
    private readonly WorkParts _parts = new();

    public void Dispose() => _parts.Dispose();

    [Fact]
    public void GrantedWork_IsInHandOnce_AndWaitsForItsLookUp()
    {
        _parts.Intake.Take(_parts.Grant(1, WorkParts.Item(1), WorkParts.Item(1), WorkParts.Item(2))).ShouldBeFalse();
        _parts.Intake.Take(_parts.Grant(1, WorkParts.Item(3))).ShouldBeFalse("it is the same grant again");

        _parts.State.InHand.Keys.ShouldBe([WorkParts.Query(1), WorkParts.Query(2)]);
        _parts.State.Waiting.BeginLookUp()!.Count.ShouldBe(2);
    }

    [Fact]
    public void WorkThatCannotBeDoneHere_IsHandedBackWithTheNextPull()
    {
        _parts.Intake.Take(_parts.Grant(1, WorkParts.Item(1, operation: 2), WorkParts.Item(2, key: "another"), WorkParts.Item(3))).ShouldBeTrue();

        var pull = _parts.Pull(withInFlight: true);

        pull.HandedBack.ShouldBe([WorkParts.Query(1, operation: 2), WorkParts.Query(2)]);
        pull.InFlight.ShouldBe([WorkParts.Query(3)]);
        _parts.Pull().HandedBack.ShouldBeEmpty();
    }

    [Fact]
    public void WorkerThatStops_HandsAllBack()
    {
        _parts.State.IsStopping = true;

        _parts.Intake.Take(_parts.Grant(1, WorkParts.Item(1))).ShouldBeTrue();

        _parts.State.InHand.ShouldBeEmpty();
    }

    [Fact]
    public void Pull_OffersWhatIsFree_ButNoMoreThanTheSourceHasRoomFor_AndTellsWhatIsDoneOnce()
    {
        _parts.Intake.Take(_parts.Grant(1, WorkParts.Item(1), WorkParts.Item(2)));
        _parts.State.End(_parts.State.InHand[WorkParts.Query(1)]).ShouldBeTrue();
        _parts.State.Done.Add(WorkParts.Query(1));

        var pull = _parts.Pull();
        var next = _parts.Pull(room: 1);

        (pull.Number, pull.GrantSeen, pull.Source, pull.InFlight).ShouldBe((1, 1, "TestSource", null));
        Slots(pull).ShouldBe((4, 3));
        pull.Done.ShouldBe([WorkParts.Query(1)]);
        next.Done.ShouldBeEmpty();
        Slots(next).ShouldBe((4, 1));
    }

    private static (int Slots, int Free) Slots(SourceThrottleProtocol.Pull pull) => (pull.Keys.Single().Slots, pull.Keys.Single().FreeSlots);
}
