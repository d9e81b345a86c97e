namespace IocExplorer.Messages;

/// <summary>The written names of tag classes: <c>info</c>, <c>known-good</c>, <c>shared</c>, <c>hosting</c>, <c>scanner</c>, <c>known-bad</c>.</summary>
public static class TagClassNames
{
    private static readonly string[] s_names = ["info", "known-good", "shared", "hosting", "scanner", "known-bad"];

    public static IReadOnlyList<string> All => s_names;

    public static string Name(this TagClass tagClass) => tagClass is >= TagClass.Info and <= TagClass.KnownBad
        ? s_names[(int)tagClass - 1]
        : throw new ArgumentOutOfRangeException(nameof(tagClass), tagClass, "No such tag class.");

    /// <summary>Reads a written name; case and surrounding spaces do not matter.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TagClass tagClass)
    {
        tagClass = (TagClass)(WrittenNames.IndexOf(s_names, text) + 1);
        return tagClass != default;
    }
}
