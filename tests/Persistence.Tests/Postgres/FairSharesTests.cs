using IocExplorer.Persistence.Postgres;

namespace IocExplorer.Persistence.Tests.Postgres;

public sealed class FairSharesTests
{
    [Fact]
    public void Next_AtFirst_SharesEvenlyWithTheRestInFront() =>
        new FairShares([10, 11, 12], 7).Next().ShouldBe([(10, 3), (11, 2), (12, 2)]);

    [Fact]
    public void Next_WithFewerThanHunts_GivesToThoseInFront() => new FairShares([10, 11, 12], 2).Next().ShouldBe([(10, 1), (11, 1)]);

    [Fact]
    public void Next_AfterOneWasDry_GivesItsPartToTheOthers()
    {
        var shares = new FairShares([10, 11, 12], 9);
        shares.Took(10, 1, isDry: true);
        shares.Took(11, 3, isDry: false);
        shares.Took(12, 3, isDry: false);

        shares.Next().ShouldBe([(11, 1), (12, 1)]);
    }

    [Fact]
    public void Next_WhenAllIsTakenOrDry_IsEmpty()
    {
        var full = new FairShares([10], 2);
        full.Took(10, 2, isDry: false);
        var dry = new FairShares([10], 2);
        dry.Took(10, 1, isDry: true);

        full.Next().ShouldBeEmpty();
        dry.Next().ShouldBeEmpty();
    }

    [Fact]
    public void LastServed_IsTheLastOfThoseWithTheMost()
    {
        var shares = new FairShares([10, 11, 12], 5);
        foreach (var (hunt, share) in shares.Next())
        {
            shares.Took(hunt, share, isDry: false);
        }

        shares.LastServed().ShouldBe(11);
        new FairShares([10], 1).LastServed().ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AnyBacklogs_AreServedEvenlyAndCompletely(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var waiting = Enumerable.Range(0, random.Next(1, 8)).ToDictionary(hunt => (long)hunt, _ => random.Next(0, 20));
            var left = waiting.ToDictionary();
            var most = random.Next(1, 60);
            var shares = new FairShares([.. waiting.Keys], most);
            var looks = 0;
            for (var wanted = shares.Next(); wanted.Count > 0; wanted = shares.Next(), looks++)
            {
                foreach (var (hunt, share) in wanted)
                {
                    var count = Math.Min(share, left[hunt]);
                    left[hunt] -= count;
                    shares.Took(hunt, count, isDry: count < share);
                }
            }

            var taken = waiting.ToDictionary(hunt => hunt.Key, hunt => hunt.Value - left[hunt.Key]);
            taken.Values.Sum().ShouldBe(Math.Min(most, waiting.Values.Sum()));
            taken.Where(hunt => left[hunt.Key] > 0).ShouldAllBe(hunt => taken.Values.Max() <= hunt.Value + 1);
            looks.ShouldBeLessThanOrEqualTo(waiting.Count + 1);
        }
    }
}
