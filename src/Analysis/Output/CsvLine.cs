namespace IocExplorer.Analysis.Output;

/// <summary>A line of CSV (RFC 4180) that is safe to open in a spreadsheet: what it would take for a formula gets an apostrophe in front, and is
/// text.</summary>
internal static class CsvLine
{
    public static void Write(TextWriter writer, params ReadOnlySpan<string> cells)
    {
        for (var at = 0; at < cells.Length; at++)
        {
            writer.Write(at == 0 ? "" : ",");
            writer.Write(Cell(cells[at]));
        }

        writer.Write("\r\n");
    }

    private static string Cell(string text)
    {
        // Blanks in front do not keep a spreadsheet from it; full-width forms are taken for the plain ones by some.
        var start = text.AsSpan().TrimStart(" \u00a0\u3000");
        var isFormula = start.Length > 0 && start[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uff1d' or '\uff0b' or '\uff0d' or '\uff20';
        var safe = isFormula ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n'") || safe.Contains(';', StringComparison.Ordinal) || safe.Contains('\t', StringComparison.Ordinal)
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }
}
