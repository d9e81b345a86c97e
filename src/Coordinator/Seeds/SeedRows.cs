using System.Buffers;

namespace IocExplorer.Coordinator.Seeds;

/// <summary>Reads line after line of a list, in the way that its beginning asks for, and knows which of them are no rows of it.</summary>
internal sealed class SeedRows
{
    private static readonly SearchValues<char> s_inValues = SearchValues.Create(".,;@:/\t");
    private static readonly SearchValues<char> s_inBlankRows = SearchValues.Create(",;|\t ");
    private static readonly SearchValues<char> s_inRules = SearchValues.Create("-=|:+ \t");
    private readonly FreeRows _free;
    private readonly ColumnRows? _columns;
    private readonly ColumnRows? _single;

    /// <summary>Whether it takes the next line to know that the first one names columns; see <see cref="AreColumnsOf"/>.</summary>
    public bool IsUnsure { get; }

    private SeedRows(SeedColumns? columns, char? separator, bool isUnsure = false)
    {
        _free = new(separator);
        IsUnsure = isUnsure || columns is { IsSure: false };
        _columns = columns is null ? null : new(columns, separator ?? ',');

        // A file of one column has no separators, and a URL holds what may look like one.
        _single = columns is { Count: 1, Typed.Count: 1 } ? new(columns, '\0') : null;
        _columns = columns is { Count: 1 } ? null : _columns;
    }

    /// <param name="first">The first line that holds something.</param>
    /// <param name="said">What a line <c>sep=;</c> says; null without one.</param>
    /// <param name="comment">The comment right in front of it: some lists name their columns there. Empty without one.</param>
    /// <param name="isHeader">Whether the first line names columns, and is no row.</param>
    public static SeedRows Begin(ReadOnlySpan<char> first, char? said, string comment, out bool isHeader)
    {
        List<CsvField> fields = [];
        var mayBeHeader = false;
        foreach (var separator in said is { } one ? [one] : new[] { ',', ';', '\t', '|' })
        {
            CsvLine.Split(first, separator, fields);
            if (SeedColumns.Of(fields) is { } columns && (fields.Count > 1 || separator == ',' || said is not null))
            {
                isHeader = true;
                return new(columns, fields.Count > 1 ? separator : said);
            }

            mayBeHeader |= SeedColumns.MayBe(fields);
            var count = fields.Count;
            CsvLine.Split(comment, separator, fields);
            if (count > 1 && fields.Count == count && SeedColumns.Of(fields) is { } named)
            {
                isHeader = false;
                return new(named, separator);
            }
        }

        isHeader = mayBeHeader;
        return new(null, said, mayBeHeader);
    }

    /// <summary>Reads lines as if none had named columns.</summary>
    public static SeedRows Free(char? said) => new(null, said);

    /// <summary>Whether the columns that the first line seemed to name hold what this line has there.</summary>
    public bool AreColumnsOf(ReadOnlySpan<char> second)
    {
        var row = _columns is null ? _free.Read(second) : _columns.Read(second);
        return row.Seeds.Count > 0 || row.Fault == SeedFields.Cut;
    }

    /// <summary><c>Domains:</c> above a part of a list.</summary>
    public static bool IsHeading(ReadOnlySpan<char> line) => line is [.., ':'] && char.IsLetter(line[0]) && !line[..^1].ContainsAny(s_inValues);

    /// <summary><c>|---|---|</c> below the first line of a table, <c>-----</c> between parts.</summary>
    public static bool IsRule(ReadOnlySpan<char> line) => line.Length > 2 && !line.ContainsAnyExcept(s_inRules) && line.ContainsAny("-=");

    /// <summary><c>,,,</c> as a spreadsheet writes a row without anything in it.</summary>
    public static bool IsBlank(ReadOnlySpan<char> line) => !line.ContainsAnyExcept(s_inBlankRows);

    /// <param name="opensNote">Whether the row ends inside a note in quotes, which then may go on in the next line.</param>
    public SeedRow Read(ReadOnlySpan<char> line, out bool opensNote)
    {
        var row = ReadRow(line, out var endsInNote);
        opensNote = endsInNote && row.Seeds.Count > 0;
        return row;
    }

    private SeedRow ReadRow(ReadOnlySpan<char> line, out bool endsInNote)
    {
        if (_columns is not null)
        {
            var row = _columns.Read(line);
            endsInNote = _columns.EndsInNote;
            return _columns.IsShort && _free.Read(line) is { Seeds.Count: > 0 } alone ? alone : row;
        }

        if (_single is not null && !line.Contains("tlp:", StringComparison.OrdinalIgnoreCase) && _single.Read(line) is { Seeds.Count: > 0 } only)
        {
            endsInNote = false;
            return only;
        }

        var free = _free.Read(line);
        endsInNote = _free.EndsInNote;
        return free;
    }
}
