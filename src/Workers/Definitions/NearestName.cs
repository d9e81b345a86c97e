using IocExplorer.Messages;

namespace IocExplorer.Workers.Definitions;

/// <summary>Finds what somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>A clause to append to a message: <c>; did you mean "limit"?</c>, or the known names when none is near.</summary>
    public static string Hint(string written, IReadOnlyCollection<string> known)
    {
        var nearest = known.Select(k => (Name: k, Steps: EditDistance.Between(written, k))).OrderBy(k => k.Steps).FirstOrDefault();
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
}
