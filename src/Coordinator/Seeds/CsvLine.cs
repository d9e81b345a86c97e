using System.Text;

namespace IocExplorer.Coordinator.Seeds;

/// <summary>
/// The fields of one line of CSV. A quoted field ends on its line: no IOC holds a line break, and a quote that somebody forgot then spoils its
/// line and not the rest of the file, as it does with a reader that follows RFC 4180 to the letter.
/// </summary>
internal static class CsvLine
{
    /// <param name="fields">Cleared, then filled; without surrounding spaces and quotes.</param>
    /// <returns>What is wrong with the line; empty when nothing is.</returns>
    public static string Split(ReadOnlySpan<char> line, List<string> fields)
    {
        fields.Clear();
        while (true)
        {
            line = line.TrimStart();
            string fault;
            if (line is ['"', ..])
            {
                fault = TakeQuoted(ref line, out var quoted);
                fields.Add(quoted);
            }
            else
            {
                var comma = line.IndexOf(',');
                var plain = comma < 0 ? line : line[..comma];
                fault = plain.Contains('"') ? "has a quote in the middle of a field" : "";
                fields.Add(plain.TrimEnd().ToString());
                line = line[plain.Length..];
            }

            if (fault.Length > 0 || line.IsEmpty)
            {
                return fault;
            }

            line = line[1..];
        }
    }

    /// <summary>Afterwards the line is empty or begins with its next comma, unless there is a fault.</summary>
    private static string TakeQuoted(ref ReadOnlySpan<char> line, out string field)
    {
        var content = new StringBuilder();
        line = line[1..];
        while (line.IndexOf('"') is var quote and >= 0)
        {
            content.Append(line[..quote]);
            line = line[(quote + 1)..];
            if (line is not ['"', ..])
            {
                line = line.TrimStart();
                field = content.ToString().Trim();
                return line.IsEmpty || line[0] == ',' ? "" : "has text behind a closing quote";
            }

            content.Append('"');
            line = line[1..];
        }

        field = "";
        return "has a quote that is not closed";
    }
}
