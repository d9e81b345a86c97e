using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Workers.Tests.Throttling;

public sealed class PermitReservationsTests
{
    private readonly ThrottleParts _parts = new();

    public PermitReservationsTests() => _parts.NothingIsSpent();

    [Fact]
    public void NobodyWantsPermits_NothingIsReserved()
    {
        _parts.Pull("one");

        Reserve().ShouldBeNull();

        _parts.Reservations.UnderWay.ShouldBeNull();
    }

    [Fact]
    public void WorkThatWaits_IsReservedFor_AndHandedOutWhenItIsDurable()
    {
        _parts.Ask(3);
        var worker = _parts.Pull("one", free: 2, wanted: 1)!;

        var reservation = Reserve(write: 7).ShouldBeOfType<ReservationStep.Reserved>().Reservation;
        _parts.Reservations.Written(6).ShouldBeNull();
        _parts.Reservations.Written(7).ShouldBe(reservation);
        var (work, permits) = _parts.Reservations.Use(reservation);

        (reservation.Worker, reservation.Count, reservation.Write, _parts.Key.LastWrite).ShouldBe((worker, 3, 7, 7));
        (work.Count, permits, worker.PermitsWanted("key")).ShouldBe((2, 3, 0));
        _parts.Reservations.UnderWay.ShouldBeNull();
    }

    [Fact]
    public void WhatTheWorkerHasNoUseForAnyMore_IsThereAgain()
    {
        _parts.Ask(2);
        _parts.Pull("one");
        var reservation = Reserve().ShouldBeOfType<ReservationStep.Reserved>().Reservation;
        _parts.Queue.Withdraw(_parts.Broker, new(1), [ThrottleParts.Query(0), ThrottleParts.Query(1)]);

        var (work, permits) = _parts.Reservations.Use(_parts.Reservations.Written(1)!);

        (reservation.Count, work.Count, permits, _parts.Key.Left().ThisMinute).ShouldBe((2, 0, 0, 4));
    }

    [Fact]
    public void OldPull_IsAskedForAgainOnce_AndOthersDoNotWaitForItLong()
    {
        _parts.Ask(3);
        var sleeper = _parts.Pull("sleeper");
        _parts.Time.Advance(TimeSpan.FromMilliseconds(101));

        Reserve().ShouldBe(new ReservationStep.AskForPull(sleeper!));
        Reserve().ShouldBeNull();
        _parts.Time.Advance(TimeSpan.FromMilliseconds(501));
        var other = _parts.Pull("other");

        Reserve().ShouldBeOfType<ReservationStep.Reserved>().Reservation.Worker.ShouldBe(other);
    }

    [Fact]
    public void BlockedKey_IsLookedAtWhenItOpens()
    {
        _parts.Ask(1);
        _parts.Pull("one");
        _parts.Key.Block.Extend(TimeSpan.FromSeconds(20), "HTTP 429", 0);

        Reserve().ShouldBe(new ReservationStep.LookAgain(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void SpentMinute_IsWaitedFor()
    {
        _parts.Ask(9);
        _parts.Pull("one");
        Reserve().ShouldBeOfType<ReservationStep.Reserved>().Reservation.Count.ShouldBe(4);
        _parts.Reservations.Use(_parts.Reservations.Written(1)!);

        Reserve(write: 2).ShouldBeOfType<ReservationStep.LookAgain>().Wait.ShouldBeGreaterThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void SpentDay_IsUsedUp_ButNotWhileSomethingIsUnderWayThatMayHaveAPermit()
    {
        QuotaLimits day = new(0, 2, 0);
        _parts.Ask(9);
        _parts.Pull("one", quota: day);
        _parts.NothingIsSpent();
        Reserve().ShouldBeOfType<ReservationStep.Reserved>();
        _parts.Reservations.Use(_parts.Reservations.Written(1)!).Permits.ShouldBe(2);

        Reserve(write: 2).ShouldBeNull();
        _parts.Pull("one", quota: day, done: [0, 1]);

        Reserve(write: 2).ShouldBe(new ReservationStep.UsedUp(QuotaWindow.Day, TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1)));
    }

    /// <summary>After a 429 a worker wants fewer permits than it has queries that wait for one: a run must not wait for the next day over that.</summary>
    [Fact]
    public void SpentDay_WithMoreUnderWayThanWantAPermit_IsUsedUpWhenNoneCanComeBack()
    {
        QuotaLimits day = new(0, 2, 0);
        _parts.Ask(9);
        _parts.Pull("one", quota: day);
        _parts.NothingIsSpent();
        Reserve().ShouldBeOfType<ReservationStep.Reserved>();
        _parts.Reservations.Use(_parts.Reservations.Written(1)!).Permits.ShouldBe(2);
        _parts.Time.Advance(_parts.Options.PermitLife + _parts.Options.Resilience.AttemptTimeout);
        _parts.Pull("one", free: 6, wanted: 1, quota: day);

        Reserve(write: 2).ShouldBeNull();
        _parts.Time.Advance(TimeSpan.FromMilliseconds(1));
        _parts.Pull("one", free: 6, wanted: 1, quota: day);

        Reserve(write: 2).ShouldBeOfType<ReservationStep.UsedUp>().Window.ShouldBe(QuotaWindow.Day);
    }

    [Fact]
    public void WriteThatTakesLongerThanPermitsLive_GivesThemBack_AndTheNextOnesLiveLonger()
    {
        _parts.Ask(1);
        _parts.Pull("one");
        Reserve();
        _parts.Time.Advance(_parts.Options.PermitLife);

        _parts.Reservations.Written(1).ShouldBeNull();
        _parts.Key.Left().ThisMinute.ShouldBe(4);
        _parts.Pull("one");

        Reserve(write: 2).ShouldBeOfType<ReservationStep.Reserved>().Reservation.Life.ShouldBe(2 * _parts.Options.PermitLife);
    }

    [Fact]
    public void WritesInTime_ShortenTheLifeAgain_ButNotBelowItsOption()
    {
        _parts.Pull("one", quota: new(6000, 0, 0), wanted: 8);
        Reserve();
        _parts.Time.Advance(_parts.Options.PermitLife);
        _parts.Reservations.Written(1);
        List<double> lives = [];

        for (var write = 2; write < 10; write++)
        {
            _parts.Time.Advance(TimeSpan.FromSeconds(1));
            _parts.Pull("one", quota: new(6000, 0, 0), wanted: 1);
            lives.Add(Reserve(write).ShouldBeOfType<ReservationStep.Reserved>().Reservation.Life.TotalSeconds);
            _parts.Reservations.Written(write).ShouldNotBeNull();
        }

        lives.Select(life => Math.Round(life, 3)).ShouldBe([2, 1.8, 1.62, 1.458, 1.312, 1.181, 1.063, 1]);
    }

    private ReservationStep? Reserve(long write = 1) => _parts.Reservations.Reserve(_parts.Key, _parts.Workers.All, write);
}
