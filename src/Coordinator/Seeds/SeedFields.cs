namespace IocExplorer.Coordinator.Seeds;

/// <summary>A type and a value, however the line was split, and the messages about those that are no seed.</summary>
internal static class SeedFields
{
    public static readonly SeedError Empty = new("has no value", SeedError.CorrectIt);
    public static readonly SeedError TypeAlone = new("names a type and no value", "Write type,value");
    private const string TakeItOut = "Take it out, or write domain in front of it if it is one";

    public static readonly SeedError Cut = new(
        "has a URL and more fields than belong to it",
        "Put a URL that holds a comma or a semicolon in quotes, or name the columns in the first line of the file: type,value,note");

    /// <param name="written">The type as it is written; empty when it is left out.</param>
    /// <param name="mayBeWord">Whether a word that is no type may stand in its place.</param>
    /// <returns>What is wrong; null when the two are a seed.</returns>
    public static SeedError? Read(string written, string value, bool mayBeWord, out Ioc seed)
    {
        string reason;
        if (written.Length == 0)
        {
            return SeedValue.TryRead(null, value, out seed, out reason) ? null
                : new($"has no type and a value that {reason}", reason == SeedValue.AFileName ? TakeItOut : SeedError.CorrectIt);
        }

        if (!SeedTypeNames.TryParse(written, out var type))
        {
            return mayBeWord && !SeedTypeNames.IsSlip(written) && SeedValue.TryRead(null, value, out seed, out _) ? null : UnknownType(written, out seed);
        }

        if (type.Type is null)
        {
            seed = default;
            return new($"is of the type '{SeedLineText.Of(written)}', which is not explored", "Nothing is asked about it")
            {
                Kind = "of types that are not explored",
            };
        }

        return SeedValue.TryRead(type, value, out seed, out reason) ? null : new($"has a value that {reason}", Advice(type, value));
    }

    /// <summary>The seeds of a value that is right: two where its type names two that are explored.</summary>
    public static SeedRow Row(string written, string value, Ioc seed, SharingLevel? level) =>
        SeedTypeNames.TryParse(written, out var type)
        && type.Other is { } other
        && value.Split('|', 2) is [_, var second]
        && SeedValue.TryRead(new(other), second.Trim(), out var ioc, out _)
            ? new([seed, ioc], level, null)
            : SeedRow.Of(seed, level);

    /// <summary>Whether what stands behind a URL may be the rest of it: a comma in a URL that is not in quotes makes a field of its own.</summary>
    /// <param name="type">The written type. Of a bare URL only the host counts, and that is complete.</param>
    /// <param name="expected">How many fields belong to the line.</param>
    public static bool IsCut(WrittenType? type, List<CsvField> fields, int value, int expected) =>
        type is { Type: IocType.Url } && fields.Count > expected && value + 1 < fields.Count && fields[value].Text.Contains("//", StringComparison.Ordinal)
        && !fields[value + 1].IsEmpty && !fields[value + 1].Text.Contains(' ', StringComparison.Ordinal)
        && !SharingLevelNames.TryParse(fields[value + 1].Text, out _);

    private static SeedError UnknownType(string written, out Ioc seed)
    {
        seed = default;
        return new(
            $"has the unknown type '{SeedLineText.Of(written)}'; the nearest known one is {SeedTypeNames.Nearest(written)}",
            $"Write one of {string.Join(", ", IocTypeNames.All)}, or leave the type out")
        { Kind = "has an unknown type" };
    }

    private static string Advice(WrittenType type, string value) =>
        SeedValue.TryRead(null, value, out var other, out _) && other.Type != type.Type
            ? $"It reads as {other.Type.Name()}: correct the type, or leave it out"
            : SeedError.CorrectIt;
}
