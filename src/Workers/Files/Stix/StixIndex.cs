using System.Text.Json;

namespace IocExplorer.Workers.Files.Stix;

/// <summary>What the ids of STIX objects stand for, out of all files.</summary>
internal sealed class StixIndex(FileFacts facts)
{
    private const int DeepestMember = 3;
    private static readonly HashSet<string> s_bad = ["malware", "threat-actor", "intrusion-set", "campaign"];
    private static readonly HashSet<string> s_hints = ["tool", "attack-pattern", "vulnerability", "infrastructure", "incident"];

    private readonly Dictionary<string, List<Ioc>> _iocs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _destinations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Name, TagClass Class)> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SharingLevel> _markings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>To be called for every object that counts.</summary>
    public void Note(string file, string id, JsonElement found)
    {
        switch (found.Text("type"))
        {
            case "indicator" when PatternOf(found) is { } pattern:
                foreach (var hashes in pattern.Files)
                {
                    facts.OneFile(hashes);
                }

                Remember(file, id, [.. pattern.Iocs.Distinct()]);
                break;
            case "marking-definition" when StixMarkings.Of(found) is { } level:
                _markings[id] = level;
                break;
            case "observed-data" when found.TryGetMember("objects", out var inline) && inline.ValueKind == JsonValueKind.Object:
                NoteInline(file, id, inline);
                break;
            case { } type when (s_bad.Contains(type) || s_hints.Contains(type)) && found.Text("name") is { Length: > 0 } name:
                _names[id] = ($"{type}:{name}", s_bad.Contains(type) ? TagClass.KnownBad : TagClass.Info);
                break;
            default:
                NoteObservable(file, id, "", found);
                break;
        }
    }

    /// <summary>Null when the indicator is written in another language than STIX's.</summary>
    public static StixPattern? PatternOf(JsonElement indicator) =>
        indicator.Text("pattern_type") is null or "stix" && indicator.Text("pattern") is { } text ? StixPattern.Read(text) : null;

    /// <summary>Of an observable itself, or of an indicator's pattern.</summary>
    public IReadOnlyList<Ioc> Iocs(string id) => _iocs.TryGetValue(id, out var iocs) ? iocs : [];

    /// <summary>What an id stands for: an observable, the indicators of a pattern, or the members of observed data, of a connection, of a message.</summary>
    public List<Ioc> MembersOf(string id)
    {
        List<Ioc> found = [];
        Gather(id, DeepestMember, found, []);
        return found;
    }

    /// <summary>Of a connection the far end alone: the near one is the machine that was watched. Else as <see cref="MembersOf"/>.</summary>
    public List<Ioc> FarEndOf(string id) => MembersOf(_destinations.GetValueOrDefault(id) ?? id);

    public (string Name, TagClass Class)? NameOf(string id) => _names.TryGetValue(id, out var name) ? name : null;

    public SharingLevel? MarkingOf(string id) => StixMarkings.Known(id) ?? (_markings.TryGetValue(id, out var level) ? level : null);

    public bool IsMarking(string id) => _markings.ContainsKey(id);

    private void Gather(string id, int depth, List<Ioc> found, HashSet<string> seen)
    {
        if (!seen.Add(id))
        {
            return;
        }

        found.AddRange(Iocs(id));
        foreach (var member in depth > 0 && _members.TryGetValue(id, out var members) ? members : [])
        {
            Gather(member, depth - 1, found, seen);
        }
    }

    private void NoteInline(string file, string id, JsonElement inline)
    {
        List<string> members = [];
        foreach (var (name, member) in inline.Members())
        {
            NoteObservable(file, $"{id}/{name}", $"{id}/", member);
            members.Add($"{id}/{name}");
        }

        _members[id] = members;
    }

    /// <param name="scope">Stands before references inside of old observed data.</param>
    private void NoteObservable(string file, string id, string scope, JsonElement found)
    {
        if (StixReferences.MembersOf(found) is { Count: > 0 } members)
        {
            _members[id] = [.. _members.GetValueOrDefault(id) ?? [], .. members.Select(m => scope + m)];
        }

        if (found.Text("type") == "network-traffic" && found.Text("dst_ref") is { } destination)
        {
            _destinations[id] = scope + destination;
        }

        var iocs = StixObservable.Of(found).Iocs;
        Remember(file, id, iocs.Count > 1 ? [facts.OneFile(iocs)] : iocs);
    }

    private void Remember(string file, string id, IReadOnlyList<Ioc> iocs)
    {
        if (iocs.Count == 0)
        {
            return;
        }

        _iocs[id] = [.. (_iocs.GetValueOrDefault(id) ?? []).Union(iocs)];
        foreach (var ioc in iocs)
        {
            facts.Mention(ioc, file, "STIX");
        }
    }
}
