using IocExplorer.Coordinator.Brokering;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Tests.Brokering;

public sealed class SourceBatchTests
{
    [Fact]
    public void Batches_HoldNoMoreThanAllowed_AndKeepTheOrder()
    {
        var queries = Queries(95, length: 10);

        var batches = SourceBatch.Cut("VirusTotal", queries, most: 10, mostBytes: 1_000_000).ToList();

        batches.Select(batch => batch.Queries.Count).ShouldBe([10, 10, 10, 10, 10, 10, 10, 10, 10, 5]);
        batches.SelectMany(batch => batch.Queries).ShouldBe(queries);
        batches.ShouldAllBe(batch => batch.Source == "VirusTotal");
    }

    [Fact]
    public void BatchOfLongUrls_IsCutByItsSize()
    {
        var queries = Queries(512, length: 2048);

        var batches = SourceBatch.Cut("VirusTotal", queries, most: 512, mostBytes: 48 * 1024).ToList();

        batches.ShouldAllBe(batch => batch.Queries.Sum(query => query.Ioc.Value.Length) <= 48 * 1024);
        batches.SelectMany(batch => batch.Queries).ShouldBe(queries);
    }

    [Fact]
    public void QueryLargerThanABatch_GoesAlone()
    {
        SourceBatch.Cut("VirusTotal", Queries(3, length: 100), most: 10, mostBytes: 50)
            .Select(batch => batch.Queries.Count).ShouldBe([1, 1, 1]);
        SourceBatch.Cut("VirusTotal", [], most: 10, mostBytes: 50).ShouldBeEmpty();
    }

    private static List<Query> Queries(int count, int length) =>
        [.. Enumerable.Range(0, count).Select(i => new Query(new(1), new(IocType.Url, i.ToString("D4").PadRight(length, 'x'))))];
}
