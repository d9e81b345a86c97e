using IocExplorer.Fuzzing.Engine;

namespace IocExplorer.Fuzzing.Tests.Engine;

public sealed class FuzzShareTests
{
    [Fact]
    public void Batches_OfSeveralKinds_AddUpByWeightAndAreMixed()
    {
        FuzzShare[] shares = [new("a", 3, _ => null!), new("b", 1, _ => null!)];

        var batches = FuzzShare.Batches(shares, first: 100, count: 41, most: 4).ToList();

        batches.Where(b => b.Kind == 0).Sum(b => b.Count).ShouldBe(31);
        batches.Where(b => b.Kind == 1).Sum(b => b.Count).ShouldBe(10);
        batches.Take(5).Select(b => b.Kind).ShouldBe([0, 0, 0, 1, 0]);
        batches.Where(b => b.Kind == 1).Select(b => b.First).ShouldBe([100, 104, 108]);
    }
}
