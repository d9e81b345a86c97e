namespace IocExplorer.Workers.Definitions;

/// <summary>Finds what somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>A clause to append to a message: <c>; did you mean "limit"?</c>, or the known names when none is near.</summary>
    public static string Hint(string written, IReadOnlyCollection<string> known)
    {
        var nearest = known.Select(k => (Name: k, Steps: Distance(written, k))).OrderBy(k => k.Steps).FirstOrDefault();
        if (nearest.Name is not null && (nearest.Steps <= Math.Max(2, nearest.Name.Length * 2 / 5) || IsPart(written, nearest.Name)))
        {
            return $"; did you mean \"{nearest.Name}\"?";
        }

        var part = known.FirstOrDefault(k => IsPart(written, k));
        return part is not null ? $"; did you mean \"{part}\"?"
            : known.Count == 0 ? ""
            : $"; known are {string.Join(", ", known.Take(20))}";
    }

    private static bool IsPart(string written, string known) =>
        written.Length >= 2 && (known.Contains(written, StringComparison.OrdinalIgnoreCase) || written.Contains(known, StringComparison.OrdinalIgnoreCase));

    // Levenshtein over at most 64 characters: longer names are no typing mistakes.
    private static int Distance(string left, string right)
    {
        var a = left.AsSpan(0, Math.Min(left.Length, 64));
        var b = right.AsSpan(0, Math.Min(right.Length, 64));
        Span<int> row = stackalloc int[65];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                var change = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
