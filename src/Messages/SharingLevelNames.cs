namespace IocExplorer.Messages;

/// <summary>The written names of sharing levels: <c>clear</c>, <c>green</c>, <c>amber</c>, <c>amber+strict</c>, <c>red</c>.</summary>
public static class SharingLevelNames
{
    private static readonly string[] s_names = ["clear", "green", "amber", "amber+strict", "red"];

    public static IReadOnlyList<string> All => s_names;

    public static string Name(this SharingLevel level) =>
        level is >= SharingLevel.Clear and <= SharingLevel.Red
            ? s_names[(int)level]
            : throw new ArgumentOutOfRangeException(nameof(level), level, "No such sharing level.");

    /// <summary>
    /// Reads a written name, with or without <c>tlp:</c> in front; <c>white</c> is the old name of <c>clear</c>. Case and surrounding spaces do not matter.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SharingLevel level)
    {
        var name = text.Trim();
        name = name.StartsWith("tlp:", StringComparison.OrdinalIgnoreCase) ? name[4..].Trim() : name;
        var known = WrittenNames.IndexOf(s_names, name);
        level = known < 0 ? SharingLevel.Clear : (SharingLevel)known;
        return known >= 0 || name.Equals("white", StringComparison.OrdinalIgnoreCase);
    }
}
