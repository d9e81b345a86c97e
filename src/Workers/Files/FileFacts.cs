using System.Runtime.InteropServices;

namespace IocExplorer.Workers.Files;

/// <summary>What the files say, gathered one after the other: relations, tags, which hashes are one file, and what was left out.</summary>
internal sealed class FileFacts
{
    private const int MostTagsOfAnIoc = 20;
    private readonly Dictionary<Ioc, List<AnswerTag>> _tags = [];
    private readonly Dictionary<Ioc, Ioc> _stronger = [];
    private readonly Dictionary<Ioc, string> _mentioned = [];

    // There may be millions: each is held once, and of texts that repeat (a label, the IOC of the line before) one copy.
    private readonly Dictionary<RelationLine, Seen> _lines = [];
    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);
    private Ioc _last;

    /// <summary>Each relation once, in the order of their first places, with the times of all that say it.</summary>
    public IEnumerable<RelationLine> Lines => _lines.Select(l => l.Key with { Seen = l.Value });

    /// <summary>What stands together and is related by nothing else.</summary>
    public List<IocGroup> Groups { get; } = [];

    /// <summary>How each line, object and attribute was used, and what is reported to the user.</summary>
    public Accounts Accounts { get; } = new();

    /// <summary>IOCs of which the files have more relations than were taken.</summary>
    public HashSet<Ioc> Cut { get; } = [];

    public IReadOnlyCollection<Ioc> Tagged => _tags.Keys;

    public IReadOnlyDictionary<Ioc, Ioc> Aliases => _stronger;

    /// <summary>Says that the files hold this IOC, though perhaps nothing more of it.</summary>
    /// <param name="by">Whose format the file is in: <c>STIX</c>.</param>
    public void Mention(Ioc ioc, string file, string by)
    {
        _mentioned.TryAdd(ioc, Path.GetFileName(file));

        // A URL says which host it is on: without a relation between them the walk would not get from one to the other.
        if (ioc.Type == IocType.Url && IocParser.TryParse(ioc.Value, out var host, out _) && host.Type is IocType.Domain or IocType.IpAddress)
        {
            RelateBoth(ioc, $"{by}: host of URL", host, $"{by}: URL on host");
        }
    }

    /// <summary>Of what nothing more than that is known: which file holds it.</summary>
    public void TagMentioned()
    {
        if (_mentioned.Count == 0)
        {
            return;
        }

        var said = Lines.Select(l => Strongest(l.From))
            .Concat(Groups.Where(g => g.Members.Count > 1).SelectMany(g => g.Members).Select(Strongest))
            .Concat(_tags.Keys.Select(Strongest))
            .ToHashSet();
        foreach (var (ioc, file) in _mentioned.Where(m => !said.Contains(Strongest(m.Key))))
        {
            Tag(ioc, $"in {file}", TagClass.Info);
        }
    }

    /// <summary>Takes a relation as it was written.</summary>
    /// <returns>Whether it is the first that says so.</returns>
    public bool Add(RelationLine line)
    {
        _last = line.From == _last ? _last : line.From;
        if (!_labels.TryGetValue(line.Label, out var label))
        {
            _labels.Add(label = line.Label);
        }

        ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_lines, new(_last, label, line.To), out var isKnown);
        seen = seen.MergedWith(line.Seen);
        return !isKnown;
    }

    public void Relate(Ioc from, string label, Ioc to, Seen seen = default)
    {
        if (from != to)
        {
            Add(new(from, label, to, seen));
        }
    }

    /// <summary>A relation that is asked about from both ends.</summary>
    public void RelateBoth(Ioc from, string label, Ioc to, Seen seen = default) => RelateBoth(from, label, to, label, seen);

    /// <param name="back">How it is called as seen from the other end.</param>
    public void RelateBoth(Ioc from, string label, Ioc to, string back, Seen seen = default)
    {
        Relate(from, label, to, seen);
        Relate(to, back, from, seen);
    }

    /// <summary>Says that these are one file, which goes by the strongest of its hashes; the others answer for it.</summary>
    public Ioc OneFile(IReadOnlyList<Ioc> hashes)
    {
        var strongest = hashes.Select(Strongest).MaxBy(h => h.Value.Length);
        foreach (var hash in hashes.Select(Strongest).Where(h => h != strongest && h.Value.Length < strongest.Value.Length))
        {
            _stronger[hash] = strongest;
        }

        return strongest;
    }

    /// <summary>The name under which a file stands, as far as it is known by now.</summary>
    public Ioc Strongest(Ioc ioc)
    {
        // Each step is to a longer hash, so this ends.
        while (_stronger.TryGetValue(ioc, out var stronger))
        {
            ioc = stronger;
        }

        return ioc;
    }

    public void Tag(Ioc about, string name, TagClass tagClass)
    {
        var shown = TagText.Clean(name);
        if (shown.Length == 0)
        {
            return;
        }

        // How far an IOC may travel is never left out. Under one name a level, these are few.
        var isLevel = IsLevel(shown, out var level);
        shown = isLevel ? $"tlp:{level.Name()}" : shown;
        var tags = _tags.GetOrAdd(about);
        if (!tags.Exists(t => t.Name == shown)
            && (isLevel || tags.Count < MostTagsOfAnIoc || tags.Count(t => !IsLevel(t.Name, out _)) < MostTagsOfAnIoc))
        {
            tags.Add(new(about, shown, tagClass));
        }
    }

    public IReadOnlyList<AnswerTag> TagsOf(Ioc about) => _tags.TryGetValue(about, out var tags) ? tags : [];

    private static bool IsLevel(string name, out SharingLevel level)
    {
        level = default;
        return name.StartsWith("tlp:", StringComparison.OrdinalIgnoreCase) && SharingLevelNames.TryParse(name, out level);
    }
}
