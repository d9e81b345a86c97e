using System.Text;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Seeds;

/// <summary>
/// Seeds from CSV: <c>type,value</c> a line, the type one of <see cref="IocTypeNames"/> or left out (<c>,value</c> or the value alone), then it is
/// recognised. A third field may name a sharing level (<c>domain,example.com,tlp:amber</c>). Spaces, a header line, blank lines, lines that begin with <c>#</c>, a byte order mark, any line ends, quoted fields and defanged
/// values are all right. What is wrong with a line concerns that line only.
/// </summary>
public static class SeedFile
{
    private const char ByteOrderMark = '\uFEFF';
    private const string SaveAsUtf8 = "Save the file as UTF-8";
    private const string CorrectIt = "Correct the line, or put # in front of it";

    /// <summary>Reads UTF-8; a file in another encoding is one bad line that says so. The stream stays open.</summary>
    public static SeedFileContent Read(Stream file)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        reader.Peek(); // Only now is the byte order mark read.
        return reader.CurrentEncoding is UTF8Encoding
            ? Read(reader)
            : new([], [new(1, "the beginning of the file", $"is written in {reader.CurrentEncoding.WebName.ToUpperInvariant()}, not in UTF-8", SaveAsUtf8)], 0);
    }

    /// <summary>Reads text that is decoded already.</summary>
    public static SeedFileContent Read(TextReader text)
    {
        var lines = new LineReader(text);
        var seeds = new List<Ioc>();
        var known = new HashSet<Ioc>();
        var bad = new List<BadLine>();
        var levels = new List<(Ioc Seed, SharingLevel? Level)>();
        var fields = new List<string>(3);
        var duplicates = 0;
        var headerMayCome = true;
        for (var number = 1; lines.TryRead(out var line, out var tooLong); number++)
        {
            line = (number == 1 ? line.TrimStart(ByteOrderMark) : line).Trim();
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            var fault = Unreadable(line, tooLong) ?? Unsplit(line, fields);
            var isHeader = fault is null && headerMayCome && IsHeader(fields);
            headerMayCome = false;
            if (isHeader)
            {
                continue;
            }

            if (number == 1 && line.Contains('\0'))
            {
                // The rest is no better, and a million times the same line helps nobody.
                return new([], [new(number, "the beginning of the file", fault!.Value.Reason, fault.Value.Advice)], 0);
            }

            var seed = default(Ioc);
            fault ??= NoSeed(fields, out seed);
            if (fault is { } wrong)
            {
                bad.Add(new(number, Shown.Of(line), wrong.Reason, wrong.Advice));
            }
            else
            {
                if (known.Add(seed))
                {
                    seeds.Add(seed);
                }
                else
                {
                    duplicates++;
                }

                levels.Add((seed, fields.Count > 2 && SharingLevelNames.TryParse(fields[2], out var level) ? level : null));
            }
        }

        return new(seeds, bad, duplicates) { SaidOfSharing = Gather(levels) };
    }

    private static (string Reason, string Advice)? Unreadable(ReadOnlySpan<char> line, bool tooLong) =>
        tooLong ? ("is longer than 16,383 characters", CorrectIt)
        : line.Contains('\0') ? ("holds NUL characters, as text in UTF-16 does when it is read as UTF-8", SaveAsUtf8)
        : line.Contains('\uFFFD') ? ("holds bytes that are no UTF-8", SaveAsUtf8)
        : null;

    private static (string Reason, string Advice)? Unsplit(ReadOnlySpan<char> line, List<string> fields)
    {
        var fault = CsvLine.Split(line, fields);
        if (fault.Length > 0)
        {
            return (fault, CorrectIt);
        }

        // Spreadsheets fill short rows up with commas.
        return fields.Skip(3).Any(field => field.Length > 0) || (fields.Count > 2 && fields[2].Length > 0 && !IsLevel(fields[2]))
            ? ("has more than two fields (type,value), and the third is no sharing level", "Put a value that holds a comma in quotes, write a level such as tlp:amber, or take the rest out")
            : null;
    }

    private static Dictionary<Ioc, IReadOnlySet<SharingLevel?>> Gather(List<(Ioc Seed, SharingLevel? Level)> levels) => !levels.Exists(l => l.Level is not null)
        ? []
        : levels.GroupBy(l => l.Seed, l => l.Level).Where(g => g.Any(level => level is not null))
            .ToDictionary(g => g.Key, g => (IReadOnlySet<SharingLevel?>)g.ToHashSet());

    private static bool IsLevel(string field) => SharingLevelNames.TryParse(field, out _) || field.Equals("tlp", StringComparison.OrdinalIgnoreCase);

    private static bool IsHeader(List<string> fields) =>
        fields.Count > 1 && fields[1].Length > 0
            ? fields[0].Equals("type", StringComparison.OrdinalIgnoreCase)
            : fields[0].ToUpperInvariant() is "TYPE" or "VALUE" or "IOC" or "INDICATOR";

    /// <summary>What is wrong; null when the fields are a seed.</summary>
    private static (string Reason, string Advice)? NoSeed(List<string> fields, out Ioc seed)
    {
        seed = default;
        var first = fields[0];
        var second = fields.Count > 1 ? fields[1] : "";
        if (second.Length == 0 && IocTypeNames.TryParse(first, out _))
        {
            return ("names a type and no value", "Write type,value");
        }

        if (first.Length == 0 || second.Length == 0)
        {
            var value = first.Length == 0 ? second : first;
            return IocParser.TryParse(value, out seed, out var unrecognised) ? null
                : value.Length == 0 ? ("is empty but for its commas", CorrectIt)
                : ($"has no type and a value that {unrecognised}", CorrectIt);
        }

        if (!IocTypeNames.TryParse(first, out var type))
        {
            return ($"has the unknown type '{Shown.Of(first)}'; the nearest known one is {NearestTypeName.Of(first)}",
                $"Write one of {string.Join(", ", IocTypeNames.All)}, or leave the type out");
        }

        return IocParser.TryParse(type, second, out seed, out var reason) ? null
            : ($"has a value that {reason}", IocParser.TryParse(second, out var other, out _)
                ? $"It reads as {other.Type.Name()}: correct the type, or leave it out"
                : CorrectIt);
    }
}
