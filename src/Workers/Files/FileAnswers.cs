using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace IocExplorer.Workers.Files;

/// <summary>What the files answer about an IOC. Answers are built on demand: most are never asked for.</summary>
internal sealed class FileAnswers
{
    private readonly Dictionary<Ioc, Ioc> _aliases;
    private readonly HashSet<Ioc> _cut;
    private readonly List<IocGroup> _groups;
    private readonly Dictionary<Ioc, List<(int Group, int Place)>> _places = [];
    private readonly Dictionary<Ioc, List<Relation>> _relations = [];
    private readonly Dictionary<Ioc, IReadOnlyList<AnswerTag>> _tags;

    public FileAnswers(FileFacts facts)
    {
        var lines = Merged(facts);
        foreach (var line in lines)
        {
            _relations.GetOrAdd(line.From).Add(new(line.Label, line.To) { Seen = line.Seen });
        }

        // Under its strongest hash a file may stand in a group twice.
        _groups = [.. facts.Groups.Select(g => g with { Members = [.. g.Members.Select(facts.Strongest).Distinct()] })];
        for (var group = 0; group < _groups.Count; group++)
        {
            for (var place = 0; place < _groups[group].Members.Count; place++)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(_places, _groups[group].Members[place], out _) ??= new(1)).Add((group, place));
            }
        }

        _aliases = facts.Aliases.Keys.ToDictionary(a => a, facts.Strongest);
        _cut = [.. facts.Cut.Select(facts.Strongest)];
        _tags = facts.Tagged.GroupBy(facts.Strongest)
            .ToDictionary(
                g => g.Key,
                g => (IReadOnlyList<AnswerTag>)[.. g.SelectMany(facts.TagsOf).Select(t => t with { About = g.Key }).DistinctBy(t => t.Name)]);
        Relations = _relations.Values.Sum(r => r.Count) + _groups.Sum(g => g.Relations);
        Fingerprint = FingerprintOf(lines);
    }

    /// <summary>How many relations there are, as far as they are told.</summary>
    public int Relations { get; }

    /// <summary>Over what was understood, not over the bytes: another comment or line end is not another source.</summary>
    public string Fingerprint { get; }

    /// <param name="asked">Under any name that it has in the files.</param>
    public Answer About(Ioc asked)
    {
        var ioc = _aliases.TryGetValue(asked, out var file) ? file : asked;
        var relations = RelationsOf(ioc, out var isCut);

        // Its own tags under the name that it was asked by, then those of the IOCs that the answer names.
        var tags = TagsOf(ioc).Select(t => t with { About = asked }).Concat(relations.Select(r => r.Target).Distinct().SelectMany(TagsOf)).ToList();
        var found = new Answer.Found(relations, isCut) { Tags = tags };
        return found.HoldsNothing ? Answer.Empty.Instance : found;
    }

    private List<Relation> RelationsOf(Ioc ioc, out bool isCut)
    {
        List<Relation> relations = [.. _relations.TryGetValue(ioc, out var own) ? own : []];
        isCut = _cut.Contains(ioc);
        if (!_places.TryGetValue(ioc, out var places))
        {
            return relations;
        }

        // Being listed together is the weakest relation of two IOCs.
        var close = relations.Select(r => r.Target).ToHashSet();
        foreach (var (group, place) in places)
        {
            isCut |= _groups[group].IsCut;
            relations.AddRange(_groups[group].NeighboursOf(place).Where(close.Add).Select(n => new Relation(_groups[group].Label, n)));
        }

        return relations;
    }

    private IReadOnlyList<AnswerTag> TagsOf(Ioc ioc) => _tags.TryGetValue(ioc, out var tags) ? tags : [];

    // The same relation is one, with the times of all that say it; two hashes of one file that are related to each other are none.
    private static IEnumerable<RelationLine> Merged(FileFacts facts) => facts.Aliases.Count == 0 ? facts.Lines :
    [
        .. facts.Lines
            .Select(written => (Written: written, Line: written with { From = facts.Strongest(written.From), To = facts.Strongest(written.To) }))
            .Where(l => l.Line.From != l.Line.To || l.Written.From == l.Written.To)
            .AggregateBy(l => l.Line with { Seen = default }, default(Seen), (seen, l) => seen.MergedWith(l.Line.Seen))
            .Select(merged => merged.Key with { Seen = merged.Value }),
    ];

    private string FingerprintOf(IEnumerable<RelationLine> lines)
    {
        var understood = lines.Select(l => $"{l.From}\n{l.Label}\n{l.To}\n{(l.Seen.IsKnown ? $"seen {l.Seen.FirstSeconds} {l.Seen.LastSeconds}\n" : "")}")
            .Concat(_groups.SelectMany(g => g.Members.Select(member => $"{member}\n").Prepend($"group {g.Label}\n")))
            .Concat(_tags.Values.SelectMany(tags => tags).Select(t => $"tag {t.About}\n{t.Name}\n{t.Class}\n"))
            .Concat(_aliases.Select(a => $"alias {a.Key}\n{a.Value}\n"))
            .Concat(_cut.Select(ioc => $"cut {ioc}\n"));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in understood)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
