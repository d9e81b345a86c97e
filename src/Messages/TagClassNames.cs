namespace IocExplorer.Messages;

/// <summary>The written names of tag classes: <c>info</c>, <c>known-good</c>, <c>shared</c>, <c>hosting</c>, <c>scanner</c>, <c>known-bad</c>.</summary>
public static class TagClassNames
{
    private static readonly (string Name, TagClass Class)[] s_names =
    [
        ("info", TagClass.Info), ("known-good", TagClass.KnownGood), ("shared", TagClass.Shared), ("hosting", TagClass.Hosting),
        ("scanner", TagClass.Scanner), ("known-bad", TagClass.KnownBad),
    ];

    public static IReadOnlyList<string> All { get; } = [.. s_names.Select(n => n.Name)];

    public static string Name(this TagClass tagClass) =>
        tagClass is >= TagClass.Info and <= TagClass.KnownBad
            ? s_names[(int)tagClass - 1].Name
            : throw new ArgumentOutOfRangeException(nameof(tagClass), tagClass, "No such tag class.");

    /// <summary>Reads a written name; case and surrounding spaces do not matter.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TagClass tagClass)
    {
        foreach (var (name, known) in s_names)
        {
            if (text.Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                tagClass = known;
                return true;
            }
        }

        tagClass = default;
        return false;
    }
}
