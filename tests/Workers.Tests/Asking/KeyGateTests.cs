using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class KeyGateTests : IDisposable
{
    private static readonly QuotaLimits Metered = new(4, 500, 0);
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(5);
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;
    private readonly FakeTime _time = new();
    private readonly Owner _owner = new();
    private KeyGate? _gate;
    private long _reservations;

    [Fact]
    public async Task Take_WithoutQuota_IsImmediate()
    {
        var gate = Create(QuotaLimits.Unlimited);

        (await gate.TakeAsync(false, None)).ShouldBe(Permit.Unmetered);

        gate.TakeDemand().Wanted.ShouldBe(0);
        _owner.Changes.ShouldBe(0);
    }

    [Fact]
    public async Task Take_WhereTheNodeMayNotSend_IsNone()
    {
        var gate = Create(QuotaLimits.Unlimited);
        var taken = await gate.TakeAsync(false, None);
        _owner.MaySend = false;

        (await gate.TakeAsync(false, None)).IsNone.ShouldBeTrue();
        gate.IsGood(taken).ShouldBeFalse();
    }

    [Fact]
    public async Task Take_WithQuota_WaitsForAGrantAndSaysThatItWantsOne()
    {
        var gate = Create(Metered);

        var take = gate.TakeAsync(false, None).AsTask();
        _owner.Changes.ShouldBe(1);
        gate.TakeDemand().Wanted.ShouldBe(1);
        Grant(gate, 1);

        (await take).Reservation.ShouldBe(1);
        gate.TakeDemand().Wanted.ShouldBe(0);
    }

    [Fact]
    public async Task Take_ByMany_IsFirstComeFirstServed()
    {
        var gate = Create(Metered);
        var first = gate.TakeAsync(false, None).AsTask();
        var second = gate.TakeAsync(false, None).AsTask();

        Grant(gate, 1);

        (await first).IsNone.ShouldBeFalse();
        second.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Take_ByOneWhoGaveUp_LeavesThePermitToTheNext()
    {
        var gate = Create(Metered);
        using var impatient = new CancellationTokenSource();
        var first = gate.TakeAsync(false, impatient.Token).AsTask();
        var second = gate.TakeAsync(false, None).AsTask();

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        gate.TakeDemand().Wanted.ShouldBe(1);
        Grant(gate, 1);

        (await second).IsNone.ShouldBeFalse();
    }

    [Fact]
    public async Task Take_ByOneWhoGaveUp_LeavesThePermitToOneWhoComesLater()
    {
        var gate = Create(Metered);
        using var impatient = new CancellationTokenSource();
        var only = gate.TakeAsync(false, impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(only);

        gate.Expect(1);
        Grant(gate, 1);

        (await gate.TakeAsync(isExpected: true, None)).IsNone.ShouldBeFalse();
    }

    [Fact]
    public void PermitsThatNobodyWaitsForOrIsExpectedToTake_GoBackOnce()
    {
        var gate = Create(Metered);
        gate.Expect(1);
        Grant(gate, 3);

        gate.TakeDemand().Unused.ShouldBe([new(1, 2)]);
        gate.TakeDemand().Unused.ShouldBeEmpty();
        gate.Forgo();
        gate.TakeDemand().Unused.ShouldBe([new(1, 1)]);
    }

    [Fact]
    public async Task APermitOfALaterPage_IsWantedBesidesThoseThatAreExpected()
    {
        var gate = Create(Metered);
        gate.Expect(1);
        Grant(gate, 1);

        (await gate.TakeAsync(isExpected: true, None)).IsNone.ShouldBeFalse();
        _ = gate.TakeAsync(false, None).AsTask();

        gate.TakeDemand().Wanted.ShouldBe(1);
    }

    [Fact]
    public async Task IsGood_AfterItsLife_IsFalseWhateverTheWallClockSays()
    {
        var gate = Create(Metered);
        gate.Expect(1);
        Grant(gate, 1);
        var permit = await gate.TakeAsync(true, None);

        _time.Jump(TimeSpan.FromDays(-1));
        _time.Advance(Life - TimeSpan.FromTicks(1));
        gate.IsGood(permit).ShouldBeTrue();
        _time.Advance(TimeSpan.FromTicks(1));

        gate.IsGood(permit).ShouldBeFalse();
    }

    [Fact]
    public async Task Done_WithoutSending_LeavesThePermitToTheNextOrGivesItBack()
    {
        var gate = Create(Metered);
        Grant(gate, 1);
        gate.Done(await gate.TakeAsync(false, None), PermitUse.NotSent);
        var permit = await gate.TakeAsync(false, None);

        gate.Done(permit, PermitUse.NotSent);

        gate.TakeDemand().Unused.ShouldBe([new(1, 1)]);
    }

    [Fact]
    public async Task Done_WithoutSendingAfterItsLife_GivesItBack()
    {
        var gate = Create(Metered);
        Grant(gate, 1);
        var permit = await gate.TakeAsync(false, None);
        var next = gate.TakeAsync(false, None).AsTask();
        _time.Advance(Life);

        gate.Done(permit, PermitUse.NotSent);

        next.IsCompleted.ShouldBeFalse();
        var (wanted, _, unused) = gate.TakeDemand();
        wanted.ShouldBe(1);
        unused.ShouldBe([new(1, 1)]);
    }

    [Fact]
    public async Task Throttled_LetsNobodyThroughUntilThenAndWantsNoPermits()
    {
        var gate = Create(Metered);
        gate.Throttled(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(9), "HTTP 429");
        var take = gate.TakeAsync(false, None).AsTask();

        gate.TakeDemand().Wanted.ShouldBe(0);
        gate.Status.Availability.ShouldBe(new SourceAvailability.Blocked("HTTP 429", _time.GetUtcNow().AddSeconds(10)));
        _owner.Reports.ShouldBe([new SourceThrottleProtocol.KeyThrottled("TestSource", "key", TimeSpan.FromSeconds(9), "HTTP 429")]);
        var changes = _owner.Changes;
        _time.Advance(TimeSpan.FromSeconds(10));
        _owner.Changes.ShouldBe(changes + 1);
        gate.TakeDemand().Wanted.ShouldBe(1);
        Grant(gate, 1);

        (await take).IsNone.ShouldBeFalse();
    }

    [Fact]
    public async Task AfterABlock_StartsSlowlyAndWidensWithEachAnswer()
    {
        var gate = Create(QuotaLimits.Unlimited, slots: 8);
        var before = new List<Permit>();
        for (var i = 0; i < 8; i++)
        {
            before.Add(await gate.TakeAsync(false, None));
        }

        gate.Throttled(TimeSpan.FromSeconds(10), null, "HTTP 429");
        before.ForEach(permit => gate.Done(permit, PermitUse.Sent));
        var waiting = Enumerable.Range(0, 8).Select(_ => gate.TakeAsync(false, None).AsTask()).ToList();
        _time.Advance(TimeSpan.FromSeconds(10));
        await Task.WhenAll(waiting.Take(2));
        waiting.Skip(2).ShouldAllBe(w => !w.IsCompleted);

        gate.Done(await waiting[0], PermitUse.Answered);

        await Task.WhenAll(waiting.Take(4));
        waiting.Skip(4).ShouldAllBe(w => !w.IsCompleted);
    }

    [Fact]
    public async Task ABlockThatOthersMet_HoldsHereToo()
    {
        var gate = Create(QuotaLimits.Unlimited);

        gate.Handle(News() with { BlockedFor = TimeSpan.FromSeconds(30), Detail = "HTTP 429" });
        var take = gate.TakeAsync(false, None).AsTask();

        _time.Advance(TimeSpan.FromSeconds(29));
        take.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await take).IsNone.ShouldBeFalse();
    }

    [Fact]
    public async Task AKeyThatIsRefused_SendsThoseAwayWhoWaitAndIsTriedAgainOneByOne()
    {
        var gate = Create(QuotaLimits.Unlimited);
        gate.Throttled(TimeSpan.FromSeconds(1), null, "HTTP 429");
        var waiting = gate.TakeAsync(false, None).AsTask();

        gate.Refused("HTTP 401");

        (await waiting).IsNone.ShouldBeTrue();
        (await gate.TakeAsync(false, None)).IsNone.ShouldBeTrue();
        gate.GetRefusal(new(1)).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Refused, "HTTP 401"));
        _time.Advance(TimeSpan.FromSeconds(1));
        gate.Handle(News());
        gate.GetRefusal(new(1)).ShouldBeNull();
        (await gate.TakeAsync(false, None)).IsNone.ShouldBeFalse();
        var next = gate.TakeAsync(false, None).AsTask();
        next.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void AnOperationThatIsRefused_IsOutUntilTheThrottleSaysOtherwise()
    {
        var gate = Create(QuotaLimits.Unlimited);

        gate.Refused(new OperationId(2), "HTTP 403");

        gate.GetRefusal(new(1)).ShouldBeNull();
        gate.GetRefusal(new(2)).ShouldNotBeNull();
        gate.Handle(News() with { RefusedOperations = [new(1)] });
        gate.GetRefusal(new(1)).ShouldNotBeNull();
        gate.GetRefusal(new(2)).ShouldBeNull();
    }

    [Fact]
    public async Task Close_SendsThoseAwayWhoWait()
    {
        var gate = Create(Metered);
        var waiting = gate.TakeAsync(false, None).AsTask();

        gate.Close();

        (await waiting).IsNone.ShouldBeTrue();
        (await gate.TakeAsync(false, None)).IsNone.ShouldBeTrue();
    }

    [Fact]
    public async Task PermitsOfAnOlderThrottle_AreUsedButNeverGivenBack()
    {
        var gate = Create(Metered);
        Grant(gate, 2);

        gate.ThrottleChanged();

        (await gate.TakeAsync(false, None)).IsNone.ShouldBeFalse();
        gate.TakeDemand().Unused.ShouldBeEmpty();
    }

    [Fact]
    public void Status_SaysWhichWindowIsUsedUp()
    {
        var gate = Create(Metered);
        gate.Status.ShouldBe(new(QuotaLimits.Left(4, 500, null), SourceAvailability.Ready.Instance));

        gate.Handle(News() with { Left = QuotaLimits.Left(0, 200, null) });

        gate.Status.ShouldBe(new(QuotaLimits.Left(0, 200, null), new SourceAvailability.QuotaSpent(4, QuotaWindow.Minute, null)));
        gate.Status.Availability.Why.ShouldBe("quota of 4 requests a minute");
    }

    [Fact]
    public void Status_BeforeTheThrottleTellsOfTheNewDay_StillNamesItsBeginning()
    {
        var gate = Create(Metered);
        gate.Handle(News() with { Left = QuotaLimits.Left(4, 0, null) });
        var midnight = new DateTimeOffset(_time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(1);

        _time.Advance(midnight - _time.GetUtcNow() + TimeSpan.FromSeconds(1));

        gate.Status.Availability.Until.ShouldBe(midnight);
    }

    public void Dispose() => _gate?.Dispose();

    private static SourceWorkerProtocol.KeyNews News() => new("key", null, null, null, [], QuotaLimits.Unlimited);

    private KeyGate Create(QuotaLimits quota, int slots = 4)
    {
        _gate = new("TestSource", new("key", quota, slots), _time);
        _gate.Attach(_owner);
        return _gate;
    }

    private void Grant(KeyGate gate, int count) =>
        gate.Add(new("key", ++_reservations, count), _time.GetTimestamp() + (long)(Life.TotalSeconds * _time.TimestampFrequency));

    private sealed class Owner : IKeyGateOwner
    {
        public bool MaySend { get; set; } = true;

        public int Changes { get; private set; }

        public List<SourceThrottleProtocol.ICommand> Reports { get; } = [];

        public void Changed() => Changes++;

        public void Report(SourceThrottleProtocol.ICommand report) => Reports.Add(report);
    }
}
