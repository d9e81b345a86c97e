using System.Collections.Frozen;

namespace IocExplorer.Coordinator.Seeds;

/// <summary>
/// What the columns of a list are, by its first line: one with values and perhaps one with their types, or columns of one type each (<c>domain,ip,sha256</c>).
/// </summary>
/// <param name="Value">The column with values of any type; negative without one.</param>
/// <param name="Type">The column with their types; negative without one.</param>
/// <param name="Level">The column with sharing levels; negative without one.</param>
/// <param name="Typed">Columns with values of one type, where there is none with values of any.</param>
internal sealed record SeedColumns(int Count, int Value, int Type, int Level, IReadOnlyList<(int Column, WrittenType Type)> Typed)
{
    /// <summary>
    /// Whether the line can be nothing else. One that names a type and has words behind (<c>sha256,verdict</c>) may be a row with a bad value: the next line
    /// tells.
    /// </summary>
    public required bool IsSure { get; init; }

    private static readonly FrozenSet<string> s_types = Names("""
        type types indicatortype indicatorkind ioctype itype entitytype kind valuetype observabletype datatype attributetype artifacttype objecttype typ
        hashtype iockind 类型
        """);

    private static readonly FrozenSet<string> s_values = Names("""
        value values indicator indicators ioc iocs data observable observables indicatorvalue iocvalue observablevalue attributevalue artifact artifacts
        entity entityvalue indicatorofcompromise
        indicatorsofcompromise iocdata indicatordata wert item 指标 值
        """);

    // They mean the value beside a type, and else where the next line has one there.
    private static readonly FrozenSet<string> s_valuesBesideTypes = Names("name summary content object attribute title ioctext text");
    private static readonly FrozenSet<string> s_levels = Names("tlp tlplevel tlpmarking trafficlightprotocol sharing sharinglevel");

    /// <param name="fields">Of the first line that holds something.</param>
    /// <returns>Null when the line names no columns.</returns>
    public static SeedColumns? Of(IReadOnlyList<CsvField> fields)
    {
        if (fields.Any(f => f.Fault.Length > 0 || !IsName(f.Text)) || (fields.Count > 1 && fields.Count(f => !f.IsEmpty) == 1))
        {
            return null;
        }

        var names = fields.Select(f => SeedTypeNames.Simple(f.Text)).ToList();
        var type = names.FindIndex(s_types.Contains);
        var value = names.FindIndex(s_values.Contains);
        var typed = value >= 0 ? [] : TypedIn(fields);
        if (value < 0 && type >= 0 && typed.Count == 0)
        {
            value = names.FindIndex(s_valuesBesideTypes.Contains);
            value = value < 0 && fields.Count is 2 or 3 ? (type == 0 ? 1 : 0) : value;
        }

        var isNamed = value >= 0;
        value = value < 0 && type < 0 && typed.Count == 0 && fields.Count > 1 ? names.FindIndex(s_valuesBesideTypes.Contains) : value;

        // A column of types alone names no values.
        return value < 0 && typed.Count == 0 ? null
            : new(fields.Count, value, type, names.FindIndex(s_levels.Contains), typed)
            {
                IsSure = isNamed || type >= 0 || fields.Count == 1 || typed.Count > 1,
            };
    }

    /// <summary>Whether a line of several words may name columns that are not known: none of its fields can be a value.</summary>
    public static bool MayBe(IReadOnlyList<CsvField> fields) =>
        fields.Count > 1
        && fields.All(f => f.Fault.Length == 0 && f.Text.Length > 0 && IsName(f.Text)
            && !SeedTypeNames.TryParse(f.Text, out _)
            && !SeedTypeNames.IsSlip(f.Text)
            && !SeedValue.TryRead(null, f.Text, out _, out _));

    /// <summary>Columns with values, those with the strongest hash of a file first.</summary>
    private static List<(int Column, WrittenType Type)> TypedIn(IReadOnlyList<CsvField> fields)
    {
        List<(int Column, WrittenType Type)> typed = [];
        for (var i = 0; i < fields.Count; i++)
        {
            if (SeedTypeNames.TryParseColumn(fields[i].Text, out var type))
            {
                typed.Add((i, type));
            }
        }

        return [.. typed.OrderBy(t => t.Type.Type == IocType.File ? 0 : 1).ThenByDescending(t => t.Type.HashStrength)];
    }

    /// <summary>Words in letters, as no value is; nothing is one as well, for spreadsheets fill up with empty columns.</summary>
    private static bool IsName(string text) => text.Length == 0
        || (char.IsLetter(text[0])
            && !text.AsSpan().ContainsAny("@:\\")
            && !text.Contains("//", StringComparison.Ordinal)
            && !text[..^1].Contains('.', StringComparison.Ordinal));

    private static FrozenSet<string> Names(string names) =>
        names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
