using IocExplorer.Tagging;

namespace IocExplorer.Seed.Lists;

/// <summary>What an update changed, as lines for the user.</summary>
internal static class ListChanges
{
    private const int MostNamed = 10;

    public static IEnumerable<string> Lines(IReadOnlyList<TagList> before, IReadOnlyList<TagList> after)
    {
        var known = before.GroupBy(l => l.Name).ToDictionary(g => g.Key, g => g.First());
        var names = after.Select(l => l.Name).ToHashSet();
        var changed = after
            .Where(l => known.TryGetValue(l.Name, out var old) && (old.Version, old.Entries) != (l.Version, l.Entries))
            .Select(l => l.Name)
            .ToList();
        yield return Line("new", [.. names.Where(n => !known.ContainsKey(n))]);
        yield return Line("changed", changed);
        yield return Line("gone", [.. known.Keys.Where(n => !names.Contains(n))]);
    }

    private static string Line(string what, List<string> names) => names.Count == 0
        ? $"{what}: none"
        : $"{what}: {names.Count} ({string.Join(", ", names.Take(MostNamed))}{(names.Count > MostNamed ? ", ..." : "")})";
}
