using IocExplorer.Workers.Asking;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class PermitPoolTests
{
    [Fact]
    public void Take_GivesThoseThatEndFirst()
    {
        var pool = new PermitPool();
        pool.Add(1, 1, goodUntil: 100, now: 0);
        pool.Add(2, 1, goodUntil: 200, now: 0);

        pool.Take(50).Reservation.ShouldBe(1);
        pool.Take(50).Reservation.ShouldBe(2);
        pool.Take(50).IsNone.ShouldBeTrue();
    }

    [Fact]
    public void Take_NeverGivesOneThatIsTooOldAndItGoesBack()
    {
        var pool = new PermitPool();
        pool.Add(1, 3, goodUntil: 100, now: 0);
        pool.Add(2, 1, goodUntil: 200, now: 0);

        pool.Take(100).Reservation.ShouldBe(2);

        pool.Count.ShouldBe(0);
        pool.TakeUnused().ShouldBe([new(1, 3)]);
    }

    [Fact]
    public void Add_WhatComesTooLate_GoesBackAtOnce()
    {
        var pool = new PermitPool();

        pool.Add(1, 2, goodUntil: 100, now: 100);

        pool.Count.ShouldBe(0);
        pool.TakeUnused().ShouldBe([new(1, 2)]);
    }

    [Fact]
    public void GiveBack_TakesTheNewestAndToldOnce()
    {
        var pool = new PermitPool();
        pool.Add(1, 2, goodUntil: 100, now: 0);
        pool.Add(2, 2, goodUntil: 200, now: 0);

        pool.GiveBack(3);

        pool.TakeUnused().ShouldBe([new(2, 2), new(1, 1)], ignoreOrder: true);
        pool.TakeUnused().ShouldBeEmpty();
        pool.Count.ShouldBe(1);
    }

    [Fact]
    public void EveryPermit_IsTakenOrGivenBackAndNeverBoth()
    {
        var random = new Random(7);
        var pool = new PermitPool();
        var (added, taken, back) = (0, 0, 0);
        for (var now = 1L; now < 5_000; now++)
        {
            switch (random.Next(5))
            {
                case 0:
                    var count = random.Next(1, 5);
                    added += count;
                    pool.Add(now, count, now + random.Next(0, 40), now);
                    break;
                case 1 or 2:
                    var permit = pool.Take(now);
                    if (!permit.IsNone)
                    {
                        (permit.GoodUntil > now).ShouldBeTrue();
                        taken++;
                        if (random.Next(2) == 0)
                        {
                            taken--;
                            pool.Return(permit, now + random.Next(0, 20));
                        }
                    }

                    break;
                case 3:
                    pool.GiveBack(random.Next(0, 3));
                    break;
                default:
                    back += pool.TakeUnused().Sum(u => u.Count);
                    break;
            }
        }

        back += pool.TakeUnused().Sum(u => u.Count);

        (taken + back + pool.Count).ShouldBe(added);
    }
}
