namespace IocExplorer.Workers.Files;

/// <summary>
/// Reads <c>type,value,relation,type,value</c> a line, as people write it: spaces, a header, blank lines, <c>#</c> comments, quotes, defanged
/// values, types left out (<c>value,relation,value</c>), semicolons or tabs instead of commas. A bad line is reported and skipped.
/// </summary>
internal sealed class RelationLineReader(FileFacts facts)
{
    private const int LongestLine = 20_000;
    private const int LongestLabel = 200;
    private const int FewLines = 5;

    // Types that are recognised for certain come first; nearly everything can be read as a domain.
    private static readonly IocType[] Recognisable = [IocType.IpAddress, IocType.File, IocType.Email, IocType.Domain];

    public void Read(string file, TextReader text)
    {
        var account = facts.Accounts.Of(file, "line");
        var badLines = new List<BadRelationLine>();
        var separator = ',';
        var isFirst = true;
        var number = 0;
        while (text.ReadLine() is { } written)
        {
            number++;
            var line = written.Trim(' ', '\r', '\uFEFF');
            if (line.AsSpan().TrimStart() is [] or ['#', ..])
            {
                account.Count("without a relation", isSaid: false);
                continue;
            }

            if (isFirst)
            {
                isFirst = false;
                separator = RelationFields.SeparatorOf(line);
                if (RelationFields.IsSeparatorLine(line) || (RelationFields.Split(line, separator) is { } header && IsHeader(header)))
                {
                    isFirst = RelationFields.IsSeparatorLine(line);
                    account.Count("without a relation", isSaid: false);
                    continue;
                }
            }

            if (TryRead(line, separator, out var relation, out var reason))
            {
                _ = facts.Add(relation) ? account.Read++ : account.Repeated++;
            }
            else
            {
                account.LeftOut++;
                badLines.Add(new(file, number, reason));
            }
        }

        // A file of another kind: one message is enough, not one for each line.
        var isOfAnotherKind = account.Read + account.Repeated == 0 && badLines.Count > FewLines;
        facts.Accounts.BadLines.AddRange(isOfAnotherKind ? [OfAnotherKind(badLines)] : badLines);
    }

    private static BadRelationLine OfAnotherKind(List<BadRelationLine> lines) => new(
        lines[0].File,
        0,
        $"none of its {lines.Count} lines is a relation (type,value,relation,type,value);"
        + $" the first of them, line {lines[0].Line}, {lines[0].Reason}")
    {
        Place = "whole file",
    };

    private static bool TryRead(string text, char separator, out RelationLine line, out string reason)
    {
        line = default;
        var fields = text.Length > LongestLine ? null : RelationFields.Split(text, separator);
        reason = text.Length > LongestLine ? $"is longer than {LongestLine} characters"
            : fields is null ? "a quote is opened and not closed, or something stands behind the closing one"
            : fields.Count is not (3 or 5) ? $"has {fields.Count} fields; write type,value,relation,type,value (quote a field that holds a comma)"
            : "";
        if (fields is null || reason.Length > 0)
        {
            return false;
        }

        var (fromType, from, label, toType, to) = fields.Count == 5
            ? (fields[0], fields[1], fields[2], fields[3], fields[4])
            : ("", fields[0], fields[1], "", fields[2]);
        reason = LabelError(label);
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
        else if (!RelationTypes.TryParse(type, out var known))
        {
            reason = $"the {which} type is none of {string.Join(", ", IocTypeNames.All)}";
        }
        else if (!IocParser.TryParse(known, value, out ioc, out var wrong))
        {
            reason = $"the {which} value {wrong}";
        }

        return reason.Length == 0;
    }

    private static string LabelError(string label) =>
        label.Length == 0 ? "the relation is empty"
        : label.Length > LongestLabel ? $"the relation is longer than {LongestLabel} characters"
        : label.EnumerateRunes().All(TagText.IsText) ? ""
        : "the relation holds a control character or something that is no text";

    // Words in the first line, none of which can be a value: they name columns, whatever these are called.
    private static bool IsHeader(List<string> fields) =>
        fields.Count is 3 or 5
        && fields.TrueForAll(f => f.Length > 0 && char.IsLetter(f[0]) && !TryReadIoc("", "", f, out _, out _))
        && !(fields.Count == 5 && RelationTypes.TryParse(fields[0], out _));
}
