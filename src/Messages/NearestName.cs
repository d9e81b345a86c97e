namespace IocExplorer.Messages;

/// <summary>Finds the name that was probably meant.</summary>
public static class NearestName
{
    /// <summary>The known name with the fewest letters changed, case aside; null when none is near enough to be a guess worth making.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var best = Nearest(name, known);
        return best.Name is not null && IsNear(name, best.Name, best.Distance, name.Length / 3) ? best.Name : null;
    }

    /// <summary>
    /// A clause to append to a message: <c>; did you mean "limit"?</c>, or the known names when none is near. Guesses more boldly than
    /// <see cref="Of"/>, also from a part of a name, because the list is short and stands beside it.
    /// </summary>
    public static string Hint(string written, IReadOnlyCollection<string> known)
    {
        var (name, distance) = Nearest(written, known);
        if (name is not null && (IsNear(written, name, distance, name.Length * 2 / 5) || IsPart(written, name)))
        {
            return $"; did you mean \"{name}\"?";
        }

        var part = known.FirstOrDefault(k => IsPart(written, k));
        return part is not null ? $"; did you mean \"{part}\"?"
            : known.Count == 0 ? ""
            : $"; known are {string.Join(", ", known.Take(20))}";
    }

    // Two slips of the hand are always allowed, as long as they leave a letter that is alike.
    private static bool IsNear(string written, string known, int distance, int most) =>
        distance <= Math.Max(2, most) && distance < Math.Min(written.Length, known.Length);

    private static (string? Name, int Distance) Nearest(string name, IEnumerable<string> known) => known
        .Select(k => (Name: (string?)k, Distance: EditDistance.Between(name, k)))
        .OrderBy(k => k.Distance)
        .ThenByDescending(k => CommonStart(k.Name!, name))
        .ThenBy(k => k.Name, StringComparer.Ordinal)
        .FirstOrDefault();

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

    private static bool IsPart(string written, string known) =>
        written.Length >= 2 && (known.Contains(written, StringComparison.OrdinalIgnoreCase) || written.Contains(known, StringComparison.OrdinalIgnoreCase));
}
