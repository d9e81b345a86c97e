namespace IocExplorer.Coordinator.Brokering;

/// <summary>Queries of one source that go to its throttle in one message.</summary>
internal readonly record struct SourceBatch(string Source, IReadOnlyList<Query> Queries)
{
    // A query's numbers, its IOC's type and the lengths, whatever the serializer makes of them.
    private const int BytesBesideTheValue = 16;

    /// <summary>Divides queries into batches that are small enough to be sent.</summary>
    /// <param name="queries">In order.</param>
    /// <param name="mostBytes">About so many bytes in one batch; URLs are up to 2,048 long.</param>
    public static IEnumerable<SourceBatch> Cut(string source, List<Query> queries, int most, int mostBytes)
    {
        var from = 0;
        var bytes = 0;
        for (var i = 0; i < queries.Count; i++)
        {
            var size = BytesBesideTheValue + queries[i].Ioc.Value.Length;
            if (i > from && (i - from == most || bytes + size > mostBytes))
            {
                yield return new(source, queries.GetRange(from, i - from));
                (from, bytes) = (i, 0);
            }

            bytes += size;
        }

        if (from < queries.Count)
        {
            yield return new(source, from == 0 ? queries : queries.GetRange(from, queries.Count - from));
        }
    }
}
