using System.Globalization;
using Akka.Configuration;

namespace IocExplorer.Hosting.Configuration;

/// <summary>
/// Reads settings one by one, remembers every name that was asked for, and collects all that is wrong instead of stopping at the first.
/// What was written and never asked for is an unknown setting.
/// </summary>
public sealed class SettingCursor
{
    private delegate bool Parser<T>(string text, out T value);

    private const NumberStyles WholeNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _problems = [];
    private readonly List<NamedFile> _namedFiles = [];
    private readonly Dictionary<string, RawSetting> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="layers">Later ones win, setting by setting.</param>
    public SettingCursor(IEnumerable<RawSettings> layers)
        : this(layers, RemovedSettings.All)
    {
    }

    internal SettingCursor(IEnumerable<RawSettings> layers, IReadOnlyList<RemovedSetting> gone)
    {
        foreach (var layer in layers)
        {
            _problems.AddRange(layer.Problems);
            Engine = layer.Engine ?? Engine;
            foreach (var setting in layer.Settings)
            {
                if (gone.FirstOrDefault(g => g.Matches(setting.Path)) is { } known)
                {
                    Refuse(setting, $"is gone: {known.Instead}");
                }
                else if (setting.Value.Contains('\0', StringComparison.Ordinal))
                {
                    Refuse(setting, "holds a null character, which no setting takes. Write the value anew.");
                }
                else
                {
                    _written[setting.Path] = setting;
                }
            }
        }
    }

    /// <inheritdoc cref="CommonSettings.Engine"/>
    public Config Engine { get; } = ConfigurationFactory.Empty;

    public IReadOnlyList<string> Problems => _problems;

    public IReadOnlyCollection<string> KnownNames => _known;

    /// <summary>The files and folders of the settings that were read.</summary>
    public IReadOnlyList<NamedFile> NamedFiles => _namedFiles;

    public void Refuse(RawSetting setting, string why) => _problems.Add($"{setting.Place}: {setting.Name} {why}");

    public void Refuse(string problem) => _problems.Add(problem);

    /// <summary>The setting as it was written; null when it is absent or empty.</summary>
    public RawSetting? Find(string path)
    {
        _known.Add(path);
        return _written.TryGetValue(path, out var setting) && setting.Value.Trim().Length > 0 ? setting : null;
    }

    public string? Text(string path) => Find(path)?.Value.Trim();

    public string? FilePath(string path) => Find(path) is { } setting ? FilePath(setting, path) : null;

    /// <summary>A path in a file is relative to that file, one in a variable to the working directory.</summary>
    /// <param name="name">Of the setting, also where this is an item of its list.</param>
    public string FilePath(RawSetting setting, string name)
    {
        var full = Path.GetFullPath(setting.Value.Trim(), setting.Folder);
        _namedFiles.Add(new(full, name));
        return full;
    }

    public bool? Flag(string path) => Read<bool>(path, TryParseFlag, "true or false");

    /// <summary>One of a few words, in lower case.</summary>
    public string? Choice(string path, params string[] words) => Read(
        path,
        (string text, out int at) => (at = Array.IndexOf(words, text.Trim().ToLowerInvariant())) >= 0,
        $"{string.Join(", ", words[..^1])} or {words[^1]}") is { } at ? words[at] : null;

    public SharingLevel? Level(string path) => Read(
        path,
        (string text, out SharingLevel level) => SharingLevelNames.TryParse(text, out level),
        $"{string.Join(", ", SharingLevelNames.All.SkipLast(1))} or {SharingLevelNames.All[^1]}");

    public int? Number(string path, (int Least, int Most) bounds) => (int?)Read(
        path,
        (string text, out decimal number) =>
            decimal.TryParse(text, WholeNumber, CultureInfo.InvariantCulture, out number) && number >= bounds.Least && number <= bounds.Most,
        $"a whole number from {bounds.Least} to {bounds.Most}");

    public double? Share(string path, (double Least, double Most) bounds) => Read(
        path,
        (string text, out double number) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && number >= bounds.Least && number <= bounds.Most,
        $"a number from {bounds.Least} to {bounds.Most}");

    public TimeSpan? Span(string path, (TimeSpan Least, TimeSpan Most) bounds) =>
        Read<TimeSpan>(path, Duration.TryParse, "a duration with its unit, such as 500ms, 15s, 24h or 7d") is { } span
            ? Read(
                path,
                (string _, out TimeSpan value) => (value = span) >= bounds.Least && span <= bounds.Most,
                $"from {Duration.Text(bounds.Least)} to {Duration.Text(bounds.Most)}")
            : null;

    /// <summary>An absolute URL. Its text is not shown in messages: a URL may hold a key.</summary>
    public string? Url(string path)
    {
        if (Find(path) is not { } setting)
        {
            return null;
        }

        if (!HttpUrl.TryParse(setting.Value, out _))
        {
            Refuse(setting, "must be a whole URL that begins with http:// or https://.");
            return null;
        }

        return setting.Value.Trim();
    }

    /// <summary>A list, or one value alone. In the order of the numbers.</summary>
    public IReadOnlyList<RawSetting> List(string path)
    {
        var items = Find(path) is { } alone ? [alone] : new List<RawSetting>();
        items.AddRange(_written.Values
            .Select(s => (Setting: s, Number: NumberBelow(path, s.Path)))
            .Where(s => s.Number is not null)
            .OrderBy(s => s.Number)
            .Select(s => s.Setting));
        items.ForEach(i => _known.Add(i.Path));
        return [.. items.Where(i => i.Value.Trim().Length > 0)];
    }

    /// <summary>Names written below a path that are none of those known, each with one setting that shows where.</summary>
    public IReadOnlyList<(string Name, RawSetting Example)> StrangersBelow(string path, IEnumerable<string> known)
    {
        List<string> roots = [.. known.Select(k => $"{path}.{k}")];
        return
        [
            .. _written.Values
                .Where(s => IsBelow(s.Path, path) && !roots.Exists(r => IsBelow(s.Path, r) || s.Path.Equals(r, StringComparison.OrdinalIgnoreCase)))
                .GroupBy(s => s.Path[(path.Length + 1)..].Split('.')[0], StringComparer.OrdinalIgnoreCase)
                .Select(g => (g.Key, g.First())),
        ];
    }

    /// <summary>Takes all below a path as looked at: one message about the whole group was enough.</summary>
    public void PassOver(string path)
    {
        foreach (var setting in _written.Keys.Where(p => IsBelow(p, path) || p.Equals(path, StringComparison.OrdinalIgnoreCase)))
        {
            _known.Add(setting);
        }
    }

    /// <summary>To be called last: reports every setting that was written and not read.</summary>
    public void RefuseUnknown()
    {
        var names = _known.Where(k => !_written.ContainsKey(k) || !k.Split('.')[^1].All(char.IsAsciiDigit)).ToList();
        foreach (var setting in _written.Values.Where(s => !_known.Contains(s.Path)).ToList())
        {
            if (_known.FirstOrDefault(k => IsBelow(k, setting.Path)) is { } member)
            {
                Refuse(setting, $"is a group of settings such as {member}, not a value.");
                continue;
            }

            if (IsBelow(setting.Path, "akka") || setting.Path.Equals("akka", StringComparison.OrdinalIgnoreCase))
            {
                Refuse(
                    setting,
                    "is no setting here: what is Akka's stands in the section akka { ... } of the configuration file, where ${?NAME} brings in a variable.");
                continue;
            }

            Refuse(setting, NearestName.Of(setting.Path, names) is { } nearest
                ? $"is no setting. Did you mean {nearest}?"
                : "is no setting. hocon/iocexplorer.conf lists all there are.");
        }
    }

    private T? Read<T>(string path, Parser<T> parse, string wanted)
        where T : struct
    {
        if (Find(path) is not { } setting)
        {
            return null;
        }

        if (parse(setting.Value, out var value))
        {
            return value;
        }

        Refuse(setting, $"must be {wanted}, not `{Shown(setting)}`.");
        return null;
    }

    private static bool TryParseFlag(string text, out bool flag)
    {
        var word = text.Trim().ToUpperInvariant();
        flag = word is "TRUE" or "YES" or "ON" or "1";
        return flag || word is "FALSE" or "NO" or "OFF" or "0";
    }

    // Only settings that are known to be harmless get here, and even those are cut: a slip of the paste may bring anything.
    private static string Shown(RawSetting setting) => setting.Value.Trim() is { Length: > 40 } text ? text[..40] + "…" : setting.Value.Trim();

    private static bool IsBelow(string candidate, string path) =>
        candidate.Length > path.Length && candidate[path.Length] == '.' && candidate.StartsWith(path, StringComparison.OrdinalIgnoreCase);

    private static int? NumberBelow(string path, string candidate) =>
        IsBelow(candidate, path)
        && int.TryParse(candidate.AsSpan(path.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
