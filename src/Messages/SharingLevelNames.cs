namespace IocExplorer.Messages;

/// <summary>The written names of sharing levels: <c>clear</c>, <c>green</c>, <c>amber</c>, <c>amber+strict</c>, <c>red</c>.</summary>
public static class SharingLevelNames
{
    public static IReadOnlyList<string> All { get; } = ["clear", "green", "amber", "amber+strict", "red"];

    public static string Name(this SharingLevel level) =>
        level is >= SharingLevel.Clear and <= SharingLevel.Red
            ? All[(int)level]
            : throw new ArgumentOutOfRangeException(nameof(level), level, "No such sharing level.");

    /// <summary>
    /// Reads a written name, with or without <c>tlp:</c> in front; <c>white</c> is the old name of <c>clear</c>. Case and surrounding spaces do not matter.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SharingLevel level)
    {
        var name = text.Trim();
        name = name.StartsWith("tlp:", StringComparison.OrdinalIgnoreCase) ? name[4..].Trim() : name;
        for (var i = 0; i < All.Count; i++)
        {
            if (name.Equals(All[i], StringComparison.OrdinalIgnoreCase))
            {
                level = (SharingLevel)i;
                return true;
            }
        }

        level = SharingLevel.Clear;
        return name.Equals("white", StringComparison.OrdinalIgnoreCase);
    }
}
