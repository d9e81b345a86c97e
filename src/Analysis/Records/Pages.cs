namespace IocExplorer.Analysis.Records;

/// <summary>Reads all rows of something that a store gives in pages.</summary>
public static class Pages
{
    /// <param name="from">The place that the first page begins behind.</param>
    /// <param name="length">Rows of a page; a shorter one is the last.</param>
    /// <param name="read">Reads the page behind a place.</param>
    /// <param name="placeOf">Where a row stands.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T, TPlace>(
        TPlace from, int length, Func<TPlace, ValueTask<IReadOnlyList<T>>> read, Func<T, TPlace> placeOf)
    {
        IReadOnlyList<T> page;
        do
        {
            page = await read(from);
            foreach (var row in page)
            {
                from = placeOf(row);
                yield return row;
            }
        }
        while (page.Count == length);
    }
}
