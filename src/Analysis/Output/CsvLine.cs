using System.Buffers;
using System.Text;

namespace IocExplorer.Analysis.Output;

/// <summary>A line of CSV (RFC 4180) that is safe to open in a spreadsheet: what it would take for a formula gets something in front, and is text.</summary>
internal static class CsvLine
{
    /// <summary>In front of what a spreadsheet would take for a formula; it shows the rest as text.</summary>
    public const string Apostrophe = "'";

    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n;\t'");

    /// <param name="guard">What is put in front of a field that would be a formula.</param>
    /// <param name="fields">Texts of any kind.</param>
    /// <returns>The line with its end.</returns>
    public static string Of(string guard, params ReadOnlySpan<string> fields)
    {
        var line = new StringBuilder();
        for (var i = 0; i < fields.Length; i++)
        {
            var field = IsFormula(fields[i]) ? guard + fields[i] : fields[i];
            line.Append(i == 0 ? "" : ",");
            if (field.AsSpan().ContainsAny(s_quoted) || field is [' ', ..] or [.., ' '])
            {
                line.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                line.Append(field);
            }
        }

        return line.Append("\r\n").ToString();
    }

    // Blanks in front do not keep a spreadsheet from it; full-width forms are taken for the plain ones by some.
    private static bool IsFormula(string field) => field.AsSpan().TrimStart(" \u00a0\u3000")
        is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uff1d' or '\uff0b' or '\uff0d' or '\uff20', ..];
}
