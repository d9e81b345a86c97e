namespace IocExplorer.Analysis.Sorting;

/// <summary>Which of a number of things hang together.</summary>
internal sealed class UnionFind(int count)
{
    private readonly int[] _parents = [.. Enumerable.Range(0, count)];

    /// <summary>One of those that it hangs together with, the same for all of them.</summary>
    public int Find(int item)
    {
        while (_parents[item] != item)
        {
            item = _parents[item] = _parents[_parents[item]];
        }

        return item;
    }

    /// <returns>Whether they did not hang together before.</returns>
    public bool Union(int left, int right)
    {
        var (first, second) = (Find(left), Find(right));

        // The lower one stays, whatever the order of unions: results do not depend on it.
        _parents[Math.Max(first, second)] = Math.Min(first, second);
        return first != second;
    }
}
