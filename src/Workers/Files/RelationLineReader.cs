using System.Globalization;
using System.Text;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Files;

/// <summary>
/// Reads <c>type,value,relation,type,value</c> a line, as people write it: spaces, a header, blank lines, <c>#</c> comments, quotes, defanged
/// values, types left out (<c>value,relation,value</c>). A bad line is told and passed over.
/// </summary>
/// <remarks>
/// Line by line and not with a CSV library: there an opening quote without its end swallows all lines behind it, here it costs one.
/// </remarks>
internal static class RelationLineReader
{
    private const int LongestLine = 20_000;
    private const int LongestLabel = 200;

    // By what can be told apart for certain first; nearly everything can be taken for a domain.
    private static readonly IocType[] Recognisable = [IocType.IpAddress, IocType.File, IocType.Email, IocType.Domain];

    public static void Read(string file, TextReader text, List<RelationLine> lines, List<BadRelationLine> badLines)
    {
        var isFirst = true;
        var number = 0;
        while (text.ReadLine() is { } written)
        {
            number++;
            var line = written.Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var reason = "";
            var fields = line.Length > LongestLine ? null : Split(line);
            if (isFirst && fields is not null && IsHeader(fields))
            {
                isFirst = false;
                continue;
            }

            isFirst = false;
            if (fields is null)
            {
                reason = line.Length > LongestLine
                    ? string.Create(CultureInfo.InvariantCulture, $"is longer than {LongestLine} characters")
                    : "a quote is opened and not closed, or something stands behind the closing one";
            }
            else if (TryRead(fields, out var relation, out reason))
            {
                lines.Add(relation);
            }

            if (reason.Length > 0)
            {
                badLines.Add(new(file, number, reason));
            }
        }
    }

    private static bool TryRead(List<string> fields, out RelationLine line, out string reason)
    {
        line = default;
        if (fields.Count is not (3 or 5))
        {
            reason = string.Create(
                CultureInfo.InvariantCulture,
                $"has {fields.Count} fields; write type,value,relation,type,value (quote a field that holds a comma)");
            return false;
        }

        var (fromType, from, label, toType, to) = fields.Count == 5
            ? (fields[0], fields[1], fields[2], fields[3], fields[4])
            : ("", fields[0], fields[1], "", fields[2]);
        reason = LabelMistake(label);
        if (reason.Length > 0
            || !TryReadIoc("first", fromType, from, out var fromIoc, out reason)
            || !TryReadIoc("second", toType, to, out var toIoc, out reason))
        {
            return false;
        }

        line = new(fromIoc, label, toIoc);
        return true;
    }

    private static bool TryReadIoc(string which, string type, string value, out Ioc ioc, out string reason)
    {
        ioc = default;
        reason = "";
        if (type.Length == 0)
        {
            foreach (var candidate in Recognisable)
            {
                if (IocParser.TryParse(candidate, value, out ioc, out _))
                {
                    return true;
                }
            }

            reason = $"the {which} value is no e-mail address, hash, IP address or domain";
        }
        else if (!IocTypeNames.TryParse(type, out var known))
        {
            reason = $"the {which} type is none of {string.Join(", ", IocTypeNames.All)}";
        }
        else if (!IocParser.TryParse(known, value, out ioc, out var wrong))
        {
            reason = $"the {which} value {wrong}";
        }

        return reason.Length == 0;
    }

    private static string LabelMistake(string label) =>
        label.Length == 0 ? "the relation is empty"
        : label.Length > LongestLabel ? string.Create(CultureInfo.InvariantCulture, $"the relation is longer than {LongestLabel} characters")
        : label.EnumerateRunes().All(TagText.IsText) ? ""
        : "the relation holds a control character or something that is no text";

    private static bool IsHeader(List<string> fields) =>
        (fields.Count == 5 && fields[0].Equals("type", StringComparison.OrdinalIgnoreCase) && fields[1].Equals("value", StringComparison.OrdinalIgnoreCase))
        || (fields.Count == 3 && fields[0].Equals("value", StringComparison.OrdinalIgnoreCase) && fields[2].Equals("value", StringComparison.OrdinalIgnoreCase));

    // Null when a quote is not closed.
    private static List<string>? Split(string line)
    {
        var fields = new List<string>(5);
        for (var at = 0; at <= line.Length; at++)
        {
            while (at < line.Length && line[at] is ' ' or '\t')
            {
                at++;
            }

            if (at < line.Length && line[at] == '"')
            {
                if (!TryReadQuoted(line, ref at, out var quoted))
                {
                    return null;
                }

                fields.Add(quoted.Trim());
                continue;
            }

            var end = line.IndexOf(',', at);
            end = end < 0 ? line.Length : end;
            fields.Add(line[at..end].Trim());
            at = end;
        }

        return fields;
    }

    private static bool TryReadQuoted(string line, ref int at, out string field)
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
        while (at < line.Length && line[at] is ' ' or '\t')
        {
            at++;
        }

        return isClosed && (at >= line.Length || line[at] == ',');
    }
}
