using System.Globalization;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>The world as a dialect sees it while it writes an answer.</summary>
/// <param name="World">What is known.</param>
/// <param name="Server">Scheme, host and port of the simulator, for links in answers.</param>
/// <param name="MostOnAPage">A page is no longer than this, however much is asked for; null: as long as the source makes them.</param>
internal sealed record Knowledge(IWorld World, string Server, int? MostOnAPage)
{
    /// <summary>Stand in front of every answer that is not empty: values that hurt a careless program.</summary>
    public IReadOnlyList<string> Hostile { get; init; } = [];

    /// <summary>Null: the source does not know the IOC.</summary>
    public IReadOnlyList<Sighting>? Find(SourceRelation relation, string value)
    {
        var found = World.Find(relation, value);
        return Hostile.Count == 0 || found is null or { Count: 0 } ? found : [.. Hostile.Select(text => new Sighting(text)), .. found];
    }

    public bool IsKnown(string source, string value) => World.IsKnownTo(source, value);

    /// <summary>A number from 0 to below <paramref name="below"/> that is always the same for the same words.</summary>
    public static int Number(string what, string value, int below) => (int)(StableHash.Of(0, 40_000, what + "\n" + value) % (ulong)below);

    /// <summary>One page of a list, from an offset on; and where the next one begins, null when there is none.</summary>
    public (IReadOnlyList<T> Rows, int? Next) Cut<T>(IReadOnlyList<T> all, int offset, int size)
    {
        var most = Math.Clamp(size, 1, MostOnAPage ?? int.MaxValue);
        var begin = Math.Clamp(offset, 0, all.Count);
        var rows = all.Skip(begin).Take(most).ToList();
        return (rows, begin + rows.Count < all.Count ? begin + rows.Count : null);
    }

    /// <summary>All pages have this many rows, but for the last.</summary>
    public int PageSize(int usual) => Math.Min(usual, MostOnAPage ?? int.MaxValue);

    public static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Spaced(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
