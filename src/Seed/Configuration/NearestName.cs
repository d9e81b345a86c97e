using IocExplorer.Messages;

namespace IocExplorer.Seed.Configuration;

/// <summary>Finds what somebody probably meant.</summary>
public static class NearestName
{
    /// <summary>The known name with the fewest letters changed, case aside; null when none is near enough to be a guess worth making.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var best = known
            .Select(k => (Name: k, Distance: EditDistance.Between(name, k)))
            .OrderBy(k => k.Distance)
            .ThenByDescending(k => CommonStart(k.Name, name))
            .ThenBy(k => k.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, name.Length / 3) ? best.Name : null;
    }

    // Between equals, a name cut short is likelier meant than another of the same length.
    private static int CommonStart(string a, string b)
    {
        var most = Math.Min(a.Length, b.Length);
        var length = 0;
        while (length < most && char.ToLowerInvariant(a[length]) == char.ToLowerInvariant(b[length]))
        {
            length++;
        }

        return length;
    }
}
