namespace IocExplorer.Coordinator.Seeds;

/// <summary>Bad lines as people are told of them: thousands of the same kind are three and a count.</summary>
public static class RepeatedBadLines
{
    private const int ToldOfAKind = 3;

    /// <summary>The first few of each kind, and then how many more there are of it.</summary>
    /// <returns>Kind by kind, in the order in which they begin. With a count of 0 it is one line; else it is the first of so
    /// many that are not told one by one.</returns>
    public static IEnumerable<(BadLine Line, int Count)> Shorten(IEnumerable<BadLine> lines)
    {
        foreach (var kind in lines.GroupBy(l => (l.Kind, l.Advice)))
        {
            foreach (var line in kind.Take(ToldOfAKind))
            {
                yield return (line, 0);
            }

            if (kind.Skip(ToldOfAKind).FirstOrDefault() is { } next)
            {
                yield return (next, kind.Count() - ToldOfAKind);
            }
        }
    }
}
