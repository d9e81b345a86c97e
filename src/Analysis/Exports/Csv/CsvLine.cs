using System.Buffers;
using System.Globalization;
using System.Text;

namespace IocExplorer.Analysis.Exports.Csv;

/// <summary>A line after RFC 4180, of which no field is a formula to a spreadsheet.</summary>
internal static class CsvLine
{
    /// <summary>In front of what a spreadsheet would take for a formula; it shows the rest as text.</summary>
    public const string Apostrophe = "'";

    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n;\t");

    /// <param name="guard">What is put in front of a field that would be a formula.</param>
    /// <param name="fields">On one line each, as <see cref="ExportText"/> leaves them.</param>
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

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    // The wide forms are read as the narrow ones where the language of the spreadsheet has them.
    private static bool IsFormula(string field) => field is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20', ..];
}
