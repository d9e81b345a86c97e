namespace IocExplorer.Analysis.Sorting;

/// <summary>Merges sorted runs into one.</summary>
internal static class SortedMerge
{
    /// <param name="runs">Each is read from its beginning to its end, all at once.</param>
    /// <param name="order">By which each of them is sorted. Equal items are all there.</param>
    public static IEnumerable<T> Of<T>(IEnumerable<IEnumerable<T>> runs, IComparer<T> order)
    {
        var readers = runs.Select(run => run.GetEnumerator()).ToList();
        try
        {
            var next = new PriorityQueue<IEnumerator<T>, T>(order);
            foreach (var reader in readers.Where(reader => reader.MoveNext()))
            {
                next.Enqueue(reader, reader.Current);
            }

            while (next.TryPeek(out var least, out _))
            {
                yield return least.Current;
                if (least.MoveNext())
                {
                    next.DequeueEnqueue(least, least.Current);
                }
                else
                {
                    next.Dequeue();
                }
            }
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }
}
