using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;
using IocExplorer.Workers.Quotas;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Workers.Tests.Throttling;

public sealed class KeyRingTests
{
    private static readonly OperationId _operation = new(1), _otherOperation = new(2);
    private static readonly TimeSpan _recovery = TimeSpan.FromMinutes(5);

    private readonly FakeTime _time = new();
    private readonly NamedRef _worker = new("worker");

    [Fact]
    public void LaterWithoutATime_DoublesThePause_UpToTheLongest()
    {
        var settings = new ResilienceSettings { FirstPause = TimeSpan.FromSeconds(2), LongestPause = TimeSpan.FromSeconds(30) };
        var ring = new KeyRing("VirusTotal", new() { Time = _time, Random = new(1), Resilience = settings });
        var key = ring.Learn("VirusTotal 0");
        var pauses = new List<double>();

        for (var i = 0; i < 6; i++)
        {
            ring.Throttled(key, null, "HTTP 429");
            pauses.Add(key.Block.Rest!.Value.TotalSeconds);
            _time.Advance(key.Block.Rest.Value);
        }

        double[] least = [2, 4, 8, 16, 30, 30];
        pauses.Zip(least).ShouldAllBe(p => p.First >= p.Second && p.First <= Math.Min(30, p.Second * 1.5));
    }

    [Fact]
    public void LaterWithATime_IsKeptToWithinBounds()
    {
        var (ring, key) = Ring();

        ring.Throttled(key, TimeSpan.FromDays(9), "HTTP 429");
        key.Block.Rest.ShouldBe(new ResilienceSettings().RetryAfterCeiling);
        _time.Advance(key.Block.Rest!.Value);
        ring.Throttled(key, TimeSpan.Zero, "HTTP 429");

        key.Block.Rest.ShouldBe(new ResilienceSettings().RetryAfterFloor);
    }

    [Fact]
    public void AfterLater_AQuarterBegins_AndEachAnswerLetsOneMoreThrough()
    {
        var (ring, key) = Ring();
        key.Handle(_worker, QuotaLimits.Unlimited, 16);
        key.InFlight = 16;
        ring.Throttled(key, TimeSpan.FromSeconds(2), "HTTP 429");
        key.InFlight = 0;
        key.Room.ShouldBe(0);

        _time.Advance(TimeSpan.FromSeconds(2));
        key.Room.ShouldBe(4);
        key.Block.Answered();
        key.Room.ShouldBe(5);
        for (var i = 0; i < 11; i++)
        {
            key.Block.Answered();
        }

        key.Room.ShouldBe(int.MaxValue);
    }

    [Fact]
    public void KeyThatLetsNothingThrough_IsOutInARunThatEnds()
    {
        var (ring, key) = Ring();

        NothingGetsThrough(ring, key);

        key.Out!.Reason.ShouldBe(NotAnsweredReason.Throttled);
        key.Out.RetryAt.ShouldNotBeNull();
        ring.Refusal(_operation).ShouldBe(key.Out);
    }

    [Fact]
    public void KeyThatLetsNothingThrough_RestsInAService()
    {
        var (ring, key) = Ring(_recovery);

        NothingGetsThrough(ring, key);

        key.Out.ShouldBeNull();
        key.Block.Rest.ShouldBe(_recovery);
        ring.Refusal(_operation).ShouldBeNull();
    }

    [Fact]
    public void RefusedKey_IsOut_AndSaysWhetherThereWasAKey()
    {
        var (ring, key) = Ring();
        var without = ring.Learn("VirusTotal without key");

        ring.Refused(key, "HTTP 401");
        ring.Refusal(_operation).ShouldBeNull();
        ring.Refused(without, "HTTP 401");

        key.Out.ShouldBe(new(NotAnsweredReason.Refused, "the key: HTTP 401"));
        without.Out.ShouldBe(new(NotAnsweredReason.Refused, "without a key: HTTP 401"));
        ring.Refusal(_operation)!.Reason.ShouldBe(NotAnsweredReason.Refused);
    }

    [Fact]
    public void RefusedOperation_IsRefusedWhenNoKeyMayAskIt_AndKnownOnce()
    {
        var (ring, key) = Ring();
        var other = ring.Learn("VirusTotal 1");

        ring.Refused(key, _operation, "HTTP 403").ShouldBeTrue();
        ring.Refused(key, _operation, "HTTP 403").ShouldBeFalse();
        ring.Refusal(_operation).ShouldBeNull();
        ring.Refused(other, _operation, "HTTP 403: premium").ShouldBeTrue();

        ring.Refusal(_operation).ShouldBe(new(NotAnsweredReason.Refused, "HTTP 403: premium"));
        ring.Refusal(_otherOperation).ShouldBeNull();
        (key.May(_operation), key.May(_otherOperation)).ShouldBe((false, true));
    }

    [Fact]
    public void UsedUp_SaysWhichQuotaAndUntilWhen()
    {
        var (ring, key) = Ring();
        key.Handle(_worker, new(4, 500, 15_500), 4);

        ring.UsedUp(key, QuotaWindow.Month, TimeSpan.FromHours(36));

        key.Out.ShouldBe(new(
            NotAnsweredReason.Throttled,
            "VirusTotal: the quota of 15500 requests of the month is used up until 2026-01-07 00:00 UTC",
            new(2026, 1, 7, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void LostSource_TakesAllKeysOut_AndTheFirstReasonStands()
    {
        var (ring, key) = Ring();
        var other = ring.Learn("VirusTotal 1");
        ring.Refused(key, "HTTP 401");

        ring.Lost("connection refused");

        key.Out!.Reason.ShouldBe(NotAnsweredReason.Refused);
        other.Out.ShouldBe(new(NotAnsweredReason.Failed, "VirusTotal could not be reached: connection refused"));
    }

    [Fact]
    public void ReportedTrouble_SaysWhatIsToBeWrittenDown()
    {
        var (ring, key) = Ring();
        var now = _time.GetUtcNow();

        ring.Handle(new SourceThrottleProtocol.KeyThrottled("VirusTotal", "another key", null, "HTTP 429")).ShouldBeNull();
        ring.Handle(new SourceThrottleProtocol.KeyThrottled("VirusTotal", key.Name, null, "HTTP 429")).ShouldBe([]);
        ring.Handle(new SourceThrottleProtocol.OperationRefused("VirusTotal", key.Name, _operation, "HTTP 403"))
            .ShouldBe([new QuotaProtocol.OperationOut(key.Name, _operation, "HTTP 403", now)]);
        ring.Handle(new SourceThrottleProtocol.OperationRefused("VirusTotal", key.Name, _operation, "HTTP 403")).ShouldBe([]);
        ring.Handle(new SourceThrottleProtocol.KeyRefused("VirusTotal", key.Name, "HTTP 401"))
            .ShouldBe([new QuotaProtocol.KeyOut(key.Name, NotAnsweredReason.Refused, "the key: HTTP 401", now, null)]);
        ring.Handle(new SourceThrottleProtocol.KeyRefused("VirusTotal", key.Name, "HTTP 401 again")).ShouldBe([]);
    }

    [Fact]
    public void BlockOfAKeyWithAQuota_IsWrittenDownWithWhatIsSpent()
    {
        var (ring, key) = Ring();
        key.Handle(_worker, new(4, 0, 0), 4);
        key.Know(Spent(3));

        var written = ring.Throttled(key, TimeSpan.FromSeconds(30), "HTTP 429").ShouldHaveSingleItem();

        written.ShouldBe(new QuotaProtocol.PermitsReserved(key.Name, 0, key.Text()));
    }

    [Fact]
    public void InAService_WhatIsOutComesBack_KeysWithOneRequestAtATime()
    {
        var (ring, key) = Ring(_recovery);
        ring.Refused(key, "HTTP 401");
        _time.Advance(TimeSpan.FromMinutes(1));
        ring.Refused(key, _operation, "HTTP 403");
        _time.Advance(TimeSpan.FromMinutes(3.9));
        ring.Recover().ShouldBeEmpty();

        _time.Advance(TimeSpan.FromMinutes(0.1));
        ring.Recover().ShouldBe([new QuotaProtocol.KeyBack(key.Name)]);
        (key.IsUsable, key.Room, ring.HasRefusals).ShouldBe((true, 1, true));

        _time.Advance(TimeSpan.FromMinutes(1));
        ring.Recover().ShouldBe([new QuotaProtocol.OperationBack(key.Name, _operation)]);
        (key.May(_operation), ring.HasRefusals).ShouldBe((true, false));
    }

    [Fact]
    public void InARunThatEnds_NothingComesBack()
    {
        var (ring, key) = Ring();
        ring.Refused(key, "HTTP 401");
        _time.Advance(TimeSpan.FromDays(1));

        ring.Recover().ShouldBeEmpty();
        key.IsUsable.ShouldBeFalse();
    }

    [Fact]
    public void Restored_WhatIsSpentAndWhatWasRefusedLately_ButNothingOlder()
    {
        var (ring, key) = Ring(_recovery);
        key.Handle(_worker, new(4, 0, 0), 4);
        var now = _time.GetUtcNow();

        ring.Restore(
            key,
            [
                new QuotaProtocol.PermitsReserved(key.Name, 3, QuotaText.Write(Spent(3))),
                new QuotaProtocol.KeyOut(key.Name, NotAnsweredReason.Refused, "HTTP 401", now - _recovery, null),
                new QuotaProtocol.OperationOut(key.Name, _operation, "HTTP 403", now - TimeSpan.FromMinutes(4)),
                new QuotaProtocol.OperationOut(key.Name, _otherOperation, "HTTP 403", now - TimeSpan.FromMinutes(6)),
            ]);

        key.Left().ThisMinute.ShouldBe(1);
        (key.IsUsable, key.May(_operation), key.May(_otherOperation)).ShouldBe((true, false, true));
        _time.Advance(TimeSpan.FromMinutes(1));
        ring.Recover().ShouldBe([new QuotaProtocol.OperationBack(key.Name, _operation)]);
    }

    [Fact]
    public void RestoredKeyThatWasRefusedLately_IsOut_WithItsReason()
    {
        var (ring, key) = Ring(_recovery);
        var since = _time.GetUtcNow() - TimeSpan.FromMinutes(1);

        ring.Restore(key, [new QuotaProtocol.KeyOut(key.Name, NotAnsweredReason.Throttled, "used up", since, since.AddHours(9))]);

        (key.Out, key.OutSince, key.IsKnown).ShouldBe((new(NotAnsweredReason.Throttled, "used up", since.AddHours(9)), since, false));
        ring.Refusal(_operation).ShouldBe(key.Out);
    }

    [Fact]
    public void RestoredInARunThatEnds_OnlyWhatIsSpentCounts()
    {
        var (ring, key) = Ring();
        key.Handle(_worker, new(4, 0, 0), 4);

        ring.Restore(
            key,
            [
                new QuotaProtocol.PermitsReserved(key.Name, 3, QuotaText.Write(Spent(3))),
                new QuotaProtocol.KeyOut(key.Name, NotAnsweredReason.Refused, "HTTP 401", _time.GetUtcNow(), null),
                new QuotaProtocol.OperationOut(key.Name, _operation, "HTTP 403", _time.GetUtcNow()),
            ]);

        key.Left().ThisMinute.ShouldBe(1);
        (key.May(_operation), ring.HasRefusals).ShouldBe((true, false));
    }

    private (KeyRing Ring, KeyState Key) Ring(TimeSpan? recoverAfter = null)
    {
        var ring = new KeyRing("VirusTotal", new() { Time = _time, Random = new(1), RecoverAfter = recoverAfter });
        return (ring, ring.Learn("VirusTotal 0"));
    }

    private QuotaState Spent(int count)
    {
        var now = _time.GetUtcNow();
        return new QuotaPlan(new(4, 0, 0)).Reserve(QuotaState.New(now), count, now, null, TimeSpan.FromSeconds(1)).State;
    }

    /// <summary>Each time that it is tried again it says "later", until it is out or rests.</summary>
    private void NothingGetsThrough(KeyRing ring, KeyState key)
    {
        for (var tries = 0; tries < 24 && key.Out is null && key.Block.Rest is null; tries++)
        {
            ring.Throttled(key, TimeSpan.FromSeconds(10), "HTTP 429");
            if (key.Block.Rest == TimeSpan.FromSeconds(10) && key.Out is null)
            {
                _time.Advance(TimeSpan.FromSeconds(10));
            }
        }
    }
}
