using System.Text;

namespace IocExplorer.Coordinator.Seeds;

/// <summary>
/// The fields of one line of CSV. A quoted field ends on its line: no IOC holds a line break, and a missing quote then makes one line invalid and not the rest
/// of the file, as with a reader that follows RFC 4180, which is why this one is our own. An invalid field does not make its neighbours invalid.
/// </summary>
internal static class CsvLine
{
    public const string Unclosed = "has a quote that is not closed";

    /// <param name="fields">Cleared, then filled; without surrounding spaces and quotes.</param>
    /// <param name="separator">A comma, a semicolon, a tab or a bar; a line in bars (<c>| a | b |</c>) has them in front and behind as well.</param>
    public static void Split(ReadOnlySpan<char> line, char separator, List<CsvField> fields)
    {
        fields.Clear();
        line = separator == '|' ? line.Trim().TrimStart('|').TrimEnd('|') : line;
        while (true)
        {
            // A tab that separates is no space.
            line = separator == '\t' ? line.TrimStart(' ') : line.TrimStart();
            if (line is ['"', ..])
            {
                fields.Add(TakeQuoted(ref line, separator));
            }
            else
            {
                var plain = UpTo(line, separator);
                fields.Add(new(plain.TrimEnd().ToString(), plain.Contains('"') ? "has a quote in the middle of a field" : ""));
                line = line[plain.Length..];
            }

            if (line.IsEmpty)
            {
                return;
            }

            line = line[1..];
        }
    }

    private static ReadOnlySpan<char> UpTo(ReadOnlySpan<char> line, char separator)
    {
        var end = line.IndexOf(separator);
        return end < 0 ? line : line[..end];
    }

    /// <summary>Afterwards the line is empty or begins with its next separator.</summary>
    private static CsvField TakeQuoted(ref ReadOnlySpan<char> line, char separator)
    {
        var content = new StringBuilder();
        line = line[1..];
        while (line.IndexOf('"') is var quote and >= 0)
        {
            content.Append(line[..quote]);
            line = line[(quote + 1)..];
            if (line is not ['"', ..])
            {
                var behind = UpTo(line, separator);
                line = line[behind.Length..];
                return new(content.ToString().Trim(), behind.Trim().IsEmpty ? "" : "has text behind a closing quote");
            }

            content.Append('"');
            line = line[1..];
        }

        content.Append(line);
        line = [];
        return new(content.ToString().Trim(), Unclosed);
    }
}
