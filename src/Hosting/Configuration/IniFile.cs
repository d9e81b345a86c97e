namespace IocExplorer.Hosting.Configuration;

/// <summary>
/// Reads the ini dialect of Python's configparser, in which the original's <c>config.ini</c> is written: <c>key = value</c> or <c>key: value</c>, keys without
/// regard to case, sections with it, whole-line comments with <c>#</c> or <c>;</c> (none behind a value), indented lines go on with the value, <c>%%</c> is a
/// percent sign, <c>%(name)s</c> another option of the section, and <c>[DEFAULT]</c> stands behind every section. Our own because no .NET reader has this
/// interpolation and these rules for comments and continued lines.
/// </summary>
internal static class IniFile
{
    private const string Defaults = "DEFAULT";

    public static (IReadOnlyList<IniEntry> Entries, IReadOnlyList<string> Problems) Read(string text, string name)
    {
        List<IniEntry> entries = [];
        List<string> problems = [];
        string? section = null;
        var (number, indent) = (0, 0);
        foreach (var raw in text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r'))
        {
            number++;
            var line = raw.Trim();
            var depth = raw.Length - raw.TrimStart().Length;
            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }

            if (depth > indent && entries.Count > 0 && section == entries[^1].Section)
            {
                entries[^1] = entries[^1] with { Value = $"{entries[^1].Value}\n{line}" };
                continue;
            }

            indent = depth;
            if (line[0] == '[' && line.IndexOf(']', StringComparison.Ordinal) is var close and > 0)
            {
                section = line[1..close];
                continue;
            }

            var at = line.AsSpan().IndexOfAny('=', ':');
            if (section is null || at < 1)
            {
                problems.Add($"{name} line {number}: this is no setting. Write `key = value` under a [section].");
                continue;
            }

            var key = line[..at].TrimEnd().ToLowerInvariant();
            if (entries.Find(e => e.Section == section && e.Key == key) is { } first)
            {
                problems.Add($"{name} line {number}: [{section}] {key} stands on line {first.Line} already. Remove one.");
                continue;
            }

            entries.Add(new(section, key, line[(at + 1)..].TrimStart(), number));
        }

        return (Complete(entries, name, problems), problems);
    }

    private static List<IniEntry> Complete(List<IniEntry> entries, string name, List<string> problems)
    {
        var defaults = entries.Where(e => e.Section == Defaults).ToList();
        var sections = entries.Select(e => e.Section).Where(s => s != Defaults).Distinct().ToList();
        var inherited = sections.SelectMany(s => defaults
            .Where(d => !entries.Exists(e => e.Section == s && e.Key == d.Key))
            .Select(d => d with { Section = s }));
        List<IniEntry> all = [.. entries.Where(e => e.Section != Defaults), .. inherited];

        List<IniEntry> complete = [];
        foreach (var entry in all)
        {
            if (TryInterpolate(entry, all, 0, out var value))
            {
                complete.Add(entry with { Value = value });
            }
            else
            {
                problems.Add($"{name} line {entry.Line}: [{entry.Section}] {entry.Key} holds a lone % or names an option that is not there."
                    + " Write a percent sign as %%.");
            }
        }

        return complete;
    }

    private static bool TryInterpolate(IniEntry entry, List<IniEntry> all, int depth, out string value)
    {
        const int deepest = 10;
        value = "";
        var rest = entry.Value.AsSpan();
        while (rest.IndexOf('%') is var percent and >= 0)
        {
            value += rest[..percent].ToString();
            rest = rest[(percent + 1)..];
            if (rest.StartsWith("%"))
            {
                value += '%';
                rest = rest[1..];
                continue;
            }

            var end = rest.IndexOf(")s");
            if (depth == deepest || !rest.StartsWith("(") || end < 0)
            {
                return false;
            }

            var key = rest[1..end].ToString().ToLowerInvariant();
            if (all.Find(e => e.Section == entry.Section && e.Key == key) is not { } other || !TryInterpolate(other, all, depth + 1, out var inner))
            {
                return false;
            }

            value += inner;
            rest = rest[(end + 2)..];
        }

        value += rest.ToString();
        return true;
    }
}
