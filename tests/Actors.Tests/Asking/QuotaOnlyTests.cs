using IocExplorer.Workers.Asking;
using static IocExplorer.Messages.Protocols.SourceThrottleProtocol;
using static IocExplorer.Messages.Protocols.SourceWorkerProtocol;

namespace IocExplorer.Actors.Tests.Asking;

/// <summary>
/// A quota that has a throttle of its own, as each registry's host of RDAP has: permits are pulled for it, and no queries.
/// </summary>
public sealed class QuotaOnlyTests : WorkersTest
{
    private static readonly SourceKey Key = new("RDAP (one.registry) without key", new(30, 0, 0), Slots: 0) { FullWidth = 2 };

    [Fact]
    public async Task OpenGate_PullsPermitsAndNoQueries()
    {
        var source = new HeldSource();
        Start(source);

        var gate = source.Host!.OpenGate("RDAP (one.registry)", Key);

        // From here on the gate has an owner, whom it tells that a permit is wanted.
        Settle();
        var permit = gate.TakeAsync(false, CancellationToken.None).AsTask();
        var pull = PullThat(p => p.Keys[0].PermitsWanted == 1);
        pull.Worker.Tell(new Grant(pull.Source, Throttle, pull.Number, 1, [], [new(Key.Name, 5, 1)], PermitLife), Throttle);

        (await permit).Reservation.ShouldBe(5);
        pull.Source.ShouldBe("RDAP (one.registry)");
        pull.Operations.ShouldBeEmpty();
        (pull.Keys[0].Key, pull.Keys[0].Quota, pull.Keys[0].Slots, pull.Keys[0].FreeSlots).ShouldBe((Key.Name, Key.Quota, 0, 0));
    }

    [Fact]
    public void PullNowOfItsThrottle_IsAnsweredByIt()
    {
        var source = new HeldSource();
        Start(source);
        source.Host!.OpenGate("RDAP (one.registry)", Key);
        var first = NextPull();

        Workers.Tell(new PullNow("RDAP (one.registry)", WithInFlight: true), Throttle);

        var pull = NextPull();
        pull.Worker.ShouldBe(first.Worker);
        pull.InFlight.ShouldBe([]);
    }

    [Fact]
    public void PermitsThatNobodyTookInTime_GoBack()
    {
        var source = new HeldSource();
        Start(source);
        var gate = source.Host!.OpenGate("RDAP (one.registry)", Key);
        Settle();
        using var impatient = new CancellationTokenSource();
        _ = gate.TakeAsync(false, impatient.Token).AsTask();
        var pull = PullThat(p => p.Keys[0].PermitsWanted == 1);
        impatient.Cancel();

        pull.Worker.Tell(new Grant(pull.Source, Throttle, pull.Number, 1, [], [new(Key.Name, 5, 1)], PermitLife), Throttle);
        Workers.Tell(new PullNow("RDAP (one.registry)", WithInFlight: false), Throttle);

        PullThat(p => p.Keys[0].Unused.Count > 0).Keys[0].Unused.ShouldBe([new UnusedPermits(5, 1)]);
    }

    [Fact]
    public async Task Stop_EndsWithIt()
    {
        var source = new HeldSource();
        Start(source);
        var gate = source.Host!.OpenGate("RDAP (one.registry)", Key);

        Workers.Tell(new SourceWorkers.Stop(TimeSpan.FromHours(1)), TestActor);

        await ExpectMsgAsync<SourceWorkers.Stopped>();
        (await gate.TakeAsync(false, CancellationToken.None)).IsNone.ShouldBeTrue();
        Workers.Tell(new SourceWorkers.Stop(TimeSpan.FromHours(1)), TestActor);
        await ExpectMsgAsync<SourceWorkers.Stopped>();
    }
}
