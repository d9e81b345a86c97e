namespace IocExplorer.Workers.Files;

/// <summary>The fields of one line of CSV.</summary>
/// <remarks>
/// Line by line and not with a CSV library: there an opening quote without its end swallows all lines behind it, here it costs one.
/// </remarks>
internal static class RelationFields
{
    private const string Separators = ",;\t";

    /// <summary>Spreadsheets say in their first line what separates the fields: <c>sep=;</c>.</summary>
    public static bool IsSeparatorLine(string line) =>
        line.Trim('"') is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var separator] && Separators.Contains(separator, StringComparison.Ordinal);

    /// <summary>By the first line: that which makes a relation of it. A comma, when none does.</summary>
    public static char SeparatorOf(string line) =>
        IsSeparatorLine(line) ? line.Trim('"')[^1] : Separators.FirstOrDefault(s => Split(line, s) is { Count: 3 or 5 }, ',');

    /// <summary>Null when a quote is not closed.</summary>
    public static List<string>? Split(string line, char separator)
    {
        var fields = new List<string>(5);
        for (var at = 0; at <= line.Length; at++)
        {
            SkipSpace(line, separator, ref at);
            if (at < line.Length && line[at] == '"')
            {
                if (!TryReadQuoted(line, separator, ref at, out var quoted))
                {
                    return null;
                }

                fields.Add(quoted.Trim());
                continue;
            }

            var end = line.IndexOf(separator, at);
            end = end < 0 ? line.Length : end;
            fields.Add(line[at..end].Trim());
            at = end;
        }

        return fields;
    }

    private static bool TryReadQuoted(string line, char separator, ref int at, out string field)
    {
        var text = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"')
            {
                text.Append(line[at]);
            }
            else if (at + 1 < line.Length && line[at + 1] == '"')
            {
                text.Append('"');
                at++;
            }
            else
            {
                break;
            }
        }

        field = text.ToString();
        var isClosed = at < line.Length;
        at++;
        SkipSpace(line, separator, ref at);
        return isClosed && (at >= line.Length || line[at] == separator);
    }

    private static void SkipSpace(string line, char separator, ref int at)
    {
        while (at < line.Length && line[at] is ' ' or '\t' && line[at] != separator)
        {
            at++;
        }
    }
}
