namespace IocExplorer.Coordinator.Seeds;

/// <summary>
/// Seeds from lists as people write and vendors publish them: <c>type,value</c> a line, or the value alone, which is then recognised; other columns by the line
/// that names them, notes behind, separated by commas, semicolons, tabs or bars. A third field or a column may name a sharing level
/// (<c>domain,example.com,tlp:amber</c>). Spaces, blank lines, comments (<c>#</c>, <c>//</c>), a byte order mark, UTF-16, any line ends, quoted fields and
/// defanged values are all right. What is wrong with a line concerns that line only.
/// </summary>
public static class SeedFile
{
    private const char ByteOrderMark = '\uFEFF';
    private const string TheBeginning = "the beginning of the file";
    private const string SaveAsUtf8 = "Save the file as UTF-8";
    private static readonly string[] s_documents = ["<?xml", "<!doctype", "<html"];

    /// <summary>Reads a file; a file that is no text gives one bad line. The stream stays open.</summary>
    public static SeedFileContent Read(Stream file)
    {
        using var text = SeedText.Open(file, out var fault);
        return text is null ? Unread(fault!.Value) : Read(text);
    }

    /// <summary>Reads text that is decoded already.</summary>
    public static SeedFileContent Read(TextReader text)
    {
        var lines = new LineReader(text);
        var found = new SeedCollector();
        var notes = new SeedNotes(found);
        SeedRows? rows = null;
        char? separator = null;
        var comment = "";
        (int Number, string Line)? doubtful = null;
        for (var number = 1; lines.TryRead(out var line, out var tooLong); number++)
        {
            // A tab in front or behind may separate an empty field.
            line = (number == 1 ? line.TrimStart(ByteOrderMark) : line).Trim(' ');
            var shown = line.Trim();
            if (shown.IsEmpty || (rows is not null && SeedRows.IsBlank(shown))
                || ListMarks.IsComment(shown) || ListMarks.IsOwnHost(shown) || SeedRows.IsRule(shown) || SeedRows.IsHeading(shown))
            {
                var said = ListMarks.Said(shown);
                comment = rows is null && said.Length > 0 ? said : comment;
                notes.PassOver(shown);
                continue;
            }

            if (rows is null && separator is null && line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.Length <= 5)
            {
                separator = line.Length == 5 ? line[4] : '\t';
                found.PassOver();
                continue;
            }

            var fault = Unreadable(line, tooLong);
            if (rows is null && (fault is { } strange && line.Contains('\0') ? strange : OtherThanAList(line)) is { } other)
            {
                // The rest is as bad: one message instead of a million.
                return Unread(other);
            }

            var isHeader = false;
            if (fault is null && rows is null)
            {
                rows = SeedRows.Begin(line, separator, comment, out isHeader);
                if (isHeader && rows.IsUnsure)
                {
                    doubtful = new(number, line.ToString());
                    continue;
                }
            }

            if (doubtful is { } first)
            {
                doubtful = null;
                isHeader = fault is null && rows!.AreColumnsOf(line);
                rows = isHeader ? rows : SeedRows.Free(separator);
                Add(first.Number, first.Line, isHeader);
                isHeader = false;
            }

            if (fault is { } wrong)
            {
                notes.AddUnreadable(number, line, Checked(line, SeedRow.Bad(wrong)));
            }
            else
            {
                Add(number, line, isHeader);
            }
        }

        if (doubtful is { } only)
        {
            rows = SeedRows.Free(separator);
            Add(only.Number, only.Line, isHeader: false);
        }

        notes.End();
        return found.ToContent();

        void Add(int number, ReadOnlySpan<char> line, bool isHeader)
        {
            if (isHeader)
            {
                found.PassOver();
            }
            else
            {
                var row = rows!.Read(line, out var opensNote);
                notes.Add(number, line, Checked(line, row), opensNote);
            }
        }
    }

    private static SeedRow Checked(ReadOnlySpan<char> line, SeedRow row) =>
        row.Fault is not null && line.Contains('\uFFFD') ? row with { Fault = new("holds bytes that are no UTF-8", SaveAsUtf8) } : row;

    private static SeedFileContent Unread(SeedError fault) => new([], [new(1, TheBeginning, fault.Reason, fault.Advice)], 0) { Lines = 1 };

    private static SeedError? Unreadable(ReadOnlySpan<char> line, bool tooLong) =>
        tooLong ? new("is longer than 16,383 characters", SeedError.CorrectIt)
        : line.Contains('\0') ? new("holds NUL characters, as text in another encoding does when it is read as UTF-8", SaveAsUtf8)
        : null;

    private static SeedError? OtherThanAList(ReadOnlySpan<char> first) =>
        first[0] == '{' || (first[0] == '[' && first[1..].Trim() is [] or ['{' or '"', ..])
            ? new("is JSON and no list of seeds", "Give relations from STIX or MISP with --relations, and write the seeds one a line")
        : first[0] == '<' && s_documents.Contains(first.ToString().Split(' ', '>')[0], StringComparer.OrdinalIgnoreCase)
            ? new("is a page or a document in XML and no list of seeds", "Write the seeds one a line")
        : null;
}
