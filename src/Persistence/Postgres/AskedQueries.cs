namespace IocExplorer.Persistence.Postgres;

/// <summary>The queries of an ask, each once, in columns.</summary>
/// <param name="Places">For each query asked, in the order asked: its row in the columns.</param>
internal sealed record AskedQueries(Guid[] Keys, int[] Operations, short[] Types, byte[][] Values, int[] Places)
{
    public static AskedQueries From(IReadOnlyList<QueryToAsk> queries)
    {
        var rows = new Dictionary<Guid, int>(queries.Count);
        var operations = new List<int>(queries.Count);
        var types = new List<short>(queries.Count);
        var values = new List<byte[]>(queries.Count);
        var places = new int[queries.Count];
        for (var at = 0; at < places.Length; at++)
        {
            var (operation, ioc) = queries[at];
            var (type, value) = ((short)ioc.Type, QueryKey.Utf8(ioc.Value));
            var key = QueryKey.Of(operation.Value, type, value);
            if (!rows.TryGetValue(key, out var row))
            {
                rows.Add(key, row = rows.Count);
                operations.Add(operation.Value);
                types.Add(type);
                values.Add(value);
            }

            places[at] = row;
        }

        return new([.. rows.Keys], [.. operations], [.. types], [.. values], places);
    }
}
