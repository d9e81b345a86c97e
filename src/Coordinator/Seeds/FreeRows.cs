namespace IocExplorer.Coordinator.Seeds;

/// <summary>
/// Reads the lines of a list that does not say what its columns are: a value alone, a type and a value in either order, notes behind them; separated by commas,
/// semicolons, tabs or bars. Which of them it is, is found for each line, beginning with the last that was right.
/// </summary>
/// <param name="separator">From the file's <c>sep=</c> line; null without one.</param>
internal sealed class FreeRows(char? separator)
{
    private static readonly char[] s_separators = [',', ';', '\t', '|'];
    private static readonly SeedError s_several = new(
        "holds several values", "Write one a line, or name the columns in the first line of the file: type,value,note");
    private static readonly SeedError s_noHost = new("has a name among others that is no domain", "Correct it, or take it out; the others are read");
    private readonly List<CsvField> _fields = [];
    private char _last = separator ?? ',';

    /// <summary>Whether the last line ended inside a note in quotes, which then goes on in the next one.</summary>
    public bool EndsInNote { get; private set; }

    public SeedRow Read(ReadOnlySpan<char> line)
    {
        if (OfHosts(line) is { } blocked)
        {
            EndsInNote = false;
            return blocked;
        }

        var row = Read(line, _last);
        if (row.Seeds.Count > 0)
        {
            return row;
        }

        foreach (var other in s_separators)
        {
            if (separator is not null || other == _last || !line.Contains(other))
            {
                continue;
            }

            var second = Read(line, other);
            if (second.Seeds.Count > 0)
            {
                _last = other;
                return second;
            }

            // The message is about the reading that uses most of the line.
            row = (_fields.Count > 1 && IsType(_fields[0].Text)) || second.Fault == s_several ? second : row;
        }

        EndsInNote = false;
        return OfWords(line) ?? row;
    }

    /// <summary>Compressed hosts files put many names behind one address. Null when the first is no value: then the line is no such one.</summary>
    private static SeedRow? OfHosts(ReadOnlySpan<char> line)
    {
        List<Ioc> seeds = [];
        SeedError? fault = null;
        foreach (var name in ListMarks.BlockedHosts(line))
        {
            if (ListMarks.IsOwnName(name))
            {
                continue;
            }

            if (SeedValue.TryRead(null, name, out var seed, out _) && (seeds.Count == 0 || seed.Type == IocType.Domain))
            {
                seeds.Add(seed);
            }
            else if (seeds.Count == 0)
            {
                return null;
            }
            else if (name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot < name.Length - 1)
            {
                fault ??= s_noHost with { Reason = $"{s_noHost.Reason}: '{SeedLineText.Of(name)}'", Kind = s_noHost.Reason };
            }
        }

        return seeds.Count > 0 ? new(seeds, null, fault) : null;
    }

    private SeedRow Read(ReadOnlySpan<char> line, char by)
    {
        CsvLine.Split(line, by, _fields);
        EndsInNote = false;
        var first = _fields[0];
        var second = _fields.Count > 1 ? _fields[1] : new("", "");
        if (first.Fault.Length > 0 || second.Fault.Length > 0)
        {
            return SeedRow.Bad(new(first.Fault.Length > 0 ? first.Fault : second.Fault, SeedError.CorrectIt));
        }

        EndsInNote = _fields[^1].Fault == CsvLine.Unclosed;
        // type,value,level; or value,level.
        var column = first.IsEmpty || IsType(first.Text) || IsType(second.Text) ? 2 : 1;
        if (!SharingField.TryRead(_fields, 1, column, isNamed: false, out var level, out var wrong))
        {
            return SeedRow.Bad(wrong);
        }

        if (_fields.TrueForAll(f => f.IsEmpty))
        {
            return SeedRow.Bad(new(by == ',' ? "is empty but for its commas" : "is empty but for its separators", SeedError.CorrectIt));
        }

        var fault = IsType(first.Text) && !(second.IsEmpty && SeedTypeNames.IsUnexplored(first.Text)) ? OfType(first.Text, second.Text, 1, out var seed)
            : first.IsEmpty || second.IsEmpty ? SeedFields.Read("", first.IsEmpty ? second.Text : first.Text, mayBeWord: false, out seed)
            : IsType(second.Text) ? OfType(second.Text, first.Text, 0, out seed)
            : OfNotes(out seed);
        return fault is { } why ? SeedRow.Bad(why)
            : IsType(first.Text) ? SeedFields.Row(first.Text, second.Text, seed, level)
            : SeedFields.Row(second.Text, first.Text, seed, level);
    }

    private static bool IsType(string text) => SeedTypeNames.TryParse(text, out _);

    private SeedError? OfType(string type, string value, int at, out Ioc seed)
    {
        seed = default;
        if (value.Length == 0)
        {
            return SeedFields.TypeAlone;
        }

        if (at == 1 && SeedFields.IsCut(SeedTypeNames.TryParse(type, out var known) ? known : null, _fields, 1, 2))
        {
            return SeedFields.Cut;
        }

        var fault = SeedFields.Read(type, value, mayBeWord: false, out seed);
        return fault is null && _fields.Count > 2 && IsSureValue(_fields[2].Text, out var third) && third.Type == seed.Type
            ? new(
                "has more than two fields (type,value), and the third is no sharing level",
                "Put a value that holds a comma in quotes, write a level such as tlp:amber, or take the rest out")
            : fault;
    }

    /// <summary>No field is a type: one of them is the value, and the others say something of it.</summary>
    private SeedError? OfNotes(out Ioc seed)
    {
        if (SeedValue.TryRead(null, _fields[0].Text, out seed, out _))
        {
            return _fields.Skip(1).Any(f => IsSureValue(f.Text, out _)) ? Two(out seed) : null;
        }

        var written = _fields[0].Text;
        var isWord = char.IsLetter(written[0]) && !written.Contains('.', StringComparison.Ordinal);
        if ((isWord && _fields.Count(f => !f.IsEmpty) == 2) || SeedTypeNames.IsSlip(written))
        {
            return SeedFields.Read(written, _fields[1].Text, mayBeWord: false, out seed);
        }

        // An e-mail address with words around it may be whom to ask, and a URL the report that mentions the value.
        var values = _fields.FindAll(f => IsSureValue(f.Text, out _));
        values = values.Count > 0 ? values : _fields.FindAll(f => SeedValue.TryRead(null, f.Text, out var ioc, out _) && ioc.Type == IocType.Email);
        values = values.Count > 0
            ? values
            : _fields.FindAll(f => f.Text.Contains("//", StringComparison.Ordinal) && SeedValue.TryRead(null, f.Text, out _, out _));
        return values.Count == 1 ? SeedFields.Read("", values[0].Text, mayBeWord: false, out seed)
            : values.Count > 1 ? Two(out seed)
            : SeedFields.Read(written, _fields[1].Text, mayBeWord: false, out seed);
    }

    private static SeedError Two(out Ioc seed)
    {
        seed = default;
        return s_several;
    }

    /// <summary>
    /// A word with a dot in it may be the name of a malware, and <c>abuse @ example.com</c> a note; an IP address, a hash, an e-mail address without spaces
    /// and a name that is written as names of hosts are, are values.
    /// </summary>
    private static bool IsSureValue(string text, out Ioc ioc) =>
        SeedValue.TryRead(null, text, out ioc, out _)
        && ioc.Type switch
        {
            IocType.Domain => !text.AsSpan().ContainsAny(" /") && !text.Any(char.IsUpper),
            IocType.Email => !text.Contains(' ', StringComparison.Ordinal),
            _ => true,
        };

    /// <summary>
    /// What is written without any separator: <c>IP: 192.0.2.1</c>, <c>domain   example.com</c>, <c>- example.com</c>, <c>0.0.0.0 example.com</c>, a hash and
    /// a file name in either order.
    /// </summary>
    private static SeedRow? OfWords(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAny(":= \t");
        if (end <= 0 || end + 1 == line.Length)
        {
            return null;
        }

        var (name, value) = (line[..end].ToString(), line[(end + 1)..].Trim().ToString());
        if (IsListMark(name))
        {
            return line[end] is ' ' or '\t' && SeedValue.TryRead(null, value, out var listed, out _) ? SeedRow.Of(listed, null) : null;
        }

        if (name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_') && SeedTypeNames.TryParse(name, out var type) && type.Type is not null)
        {
            if (SeedValue.TryRead(type, value, out var named, out _))
            {
                return SeedRow.Of(named, null);
            }

            // Of MD5 (a.exe) = ... the hash stands last.
            if (type.Type != IocType.File)
            {
                return null;
            }
        }

        var words = line.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var hashes = words.Where(w => IocParser.TryParse(IocType.File, w.TrimStart('*'), out _, out _)).ToList();

        // Files of malware are often named by their hash.
        if (hashes.Select(h => h.TrimStart('*')).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1)
        {
            return SeedRow.Bad(s_several);
        }

        if (hashes.Count > 0 && IocParser.TryParse(IocType.File, hashes[0].TrimStart('*'), out var hash, out _))
        {
            return IsBesideAnother(line, words, Array.IndexOf(words, hashes[0])) ? SeedRow.Bad(s_several) : SeedRow.Of(hash, null);
        }

        var isColumn = line[end..].StartsWith("  ", StringComparison.Ordinal) && !words.Skip(1).Any(w => IsSureValue(w, out _));
        return isColumn && SeedValue.TryRead(null, name, out var first, out _) ? SeedRow.Of(first, null) : null;
    }

    /// <summary>
    /// Whether a word beside the only hash is a value too. The name of a file, in the two forms in which programs print sums, may hold one: behind the hash it
    /// counts only in the first place of the name, and in brackets not at all.
    /// </summary>
    private static bool IsBesideAnother(ReadOnlySpan<char> line, string[] words, int hash)
    {
        var behind = line[(line.IndexOf(words[hash], StringComparison.Ordinal) + words[hash].Length)..];
        var isSum = hash == 0 && (behind.StartsWith("  ", StringComparison.Ordinal) || behind.StartsWith(" *", StringComparison.Ordinal));
        var isBehindName = hash > 1 && words[hash - 1] == "=" && words[hash - 2][^1] == ')';
        var (first, end) = isSum ? (1, Math.Min(2, words.Length)) : (isBehindName ? hash + 1 : 0, words.Length);
        for (var i = first; i < end; i++)
        {
            if (i != hash && IsAnother(words[i], i > 0 ? words[i - 1] : ""))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What may be the name of a file or a folder is none: a domain without its type in front, a path, <c>icon@2x.png</c>.</summary>
    private static bool IsAnother(string word, string before) =>
        !word.Contains('/', StringComparison.Ordinal)
        && SeedValue.TryRead(null, word.Trim(',', ';', '|'), out var ioc, out _)
        && ioc.Type switch
        {
            IocType.Domain => SeedTypeNames.TryParse(before.TrimEnd(':'), out var type) && type.Type == IocType.Domain,
            IocType.Email => !FileNameEndings.Has(ioc.Value),
            _ => ioc.Type != IocType.File,
        };

    private static bool IsListMark(string word) => word is "-" or "*" or "+" or "\u2022" || (word[^1] is '.' or ')' && word[..^1].All(char.IsAsciiDigit));
}
