using System.Globalization;
using System.Text.Json;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Files.Stix;

/// <summary>
/// Reads STIX objects in two passes, because references point forward and into other files: first what stands for itself (observables, indicators, names of malware and
/// actors, markings), then what connects it. What was revoked is passed over; identities and their contact data are no IOCs.
/// </summary>
internal sealed class StixGraph(FileFacts facts)
{
    private const int MostMistakes = 5;
    private static readonly HashSet<string> s_bad = ["malware", "threat-actor", "intrusion-set", "campaign"];
    private static readonly HashSet<string> s_hints = ["tool", "attack-pattern", "vulnerability", "infrastructure", "incident"];

    private readonly Dictionary<string, IReadOnlyList<Ioc>> _iocs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Name, TagClass Class)> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SharingLevel> _markings = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _skipped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _mistakes = new(StringComparer.Ordinal);
    private readonly HashSet<(Ioc, Ioc)> _close = [];

    /// <summary>First pass.</summary>
    public void Note(string file, JsonElement found)
    {
        if (found.ValueKind != JsonValueKind.Object || found.Text("type") is not { } type || found.Flag("revoked") == true)
        {
            return;
        }

        var id = found.Text("id") ?? "";
        switch (type)
        {
            case "indicator":
                NoteIndicator(file, id, found);
                break;
            case "marking-definition" when StixMarkings.Of(found) is { } level:
                _markings[id] = level;
                break;
            case "observed-data" when found.TryFind("objects", out var inline) && inline.ValueKind == JsonValueKind.Object:
                NoteInline(file, id, inline);
                break;
            case var _ when (s_bad.Contains(type) || s_hints.Contains(type)) && found.Text("name") is { Length: > 0 } name:
                _names[id] = ($"{type}:{name}", s_bad.Contains(type) ? TagClass.KnownBad : TagClass.Info);
                break;
            default:
                NoteObservable(file, id, found);
                break;
        }
    }

    /// <summary>Second pass.</summary>
    public void Connect(string file, JsonElement found)
    {
        if (found.ValueKind != JsonValueKind.Object || found.Text("type") is not { } type || found.Flag("revoked") == true)
        {
            return;
        }

        var id = found.Text("id") ?? "";
        Mark(id, found);
        switch (type)
        {
            case "relationship":
                ConnectEnds(found);
                break;
            case "indicator":
                ConnectAll(file, $"the indicator {id}", "STIX: same indicator", Iocs(id), new(JsonValues.Time(found.Text("valid_from")), 0));
                break;
            case "observed-data":
                ConnectObserved(file, id, found);
                break;
            case "sighting":
                ConnectSighting(found);
                break;
            case "malware":
                foreach (var sample in found.Texts("sample_refs").SelectMany(Iocs))
                {
                    Tag(sample, id);
                }

                break;
            case "malware-analysis":
                ConnectEach(found.Text("sample_ref") is { } analysed ? Iocs(analysed) : [], "malware-analysis", found.Texts("analysis_sco_refs").SelectMany(Iocs), default);
                break;
            default:
                ConnectObservable("", found, default);
                break;
        }
    }

    /// <summary>To be called at the end: what was passed over.</summary>
    public void End()
    {
        foreach (var (file, count) in _skipped)
        {
            facts.Remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: {count} {(count == 1 ? "comparison" : "comparisons")} in patterns left out, for they name no single IOC (only equality with an address, domain, URL, e-mail address or hash does)."));
        }
    }

    private void NoteIndicator(string file, string id, JsonElement found)
    {
        if (found.Text("pattern") is not { } text || found.Text("pattern_type") is not (null or "stix"))
        {
            _skipped[file] = _skipped.GetValueOrDefault(file) + 1;
            return;
        }

        var pattern = StixPattern.Read(text);
        foreach (var hashes in pattern.Files)
        {
            facts.OneFile(hashes);
        }

        if (pattern.Skipped > 0)
        {
            _skipped[file] = _skipped.GetValueOrDefault(file) + pattern.Skipped;
        }

        Remember(file, id, [.. pattern.Iocs.Distinct()]);
    }

    private void NoteInline(string file, string id, JsonElement inline)
    {
        foreach (var (name, member) in inline.Members())
        {
            NoteObservable(file, $"{id}/{name}", member);
        }

        _members[id] = [.. inline.Members().Select(m => $"{id}/{m.Name}")];
    }

    private void NoteMembers(string id, JsonElement found)
    {
        List<string> members = [.. found.Texts("object_refs")];
        if (found.Text("type") == "network-traffic")
        {
            members.AddRange(((string?[])[found.Text("src_ref"), found.Text("dst_ref")]).OfType<string>());
        }

        if (members.Count > 0 && found.Text("type") is "observed-data" or "network-traffic")
        {
            _members[id] = members;
        }
    }

    private void NoteObservable(string file, string id, JsonElement found)
    {
        NoteMembers(id, found);
        var iocs = StixObservable.Of(found, out var mistake);
        if (iocs.Count == 0)
        {
            var count = _mistakes[file] = _mistakes.GetValueOrDefault(file) + (mistake.Length > 0 ? 1 : 0);
            if (mistake.Length > 0 && count <= MostMistakes)
            {
                facts.BadLines.Add(new(file, 0, $"the value {mistake}") { Place = $"object {TagText.Clean(id)}" });
            }

            return;
        }

        Remember(file, id, iocs.Count > 1 ? [facts.OneFile(iocs)] : iocs);
    }

    private void Remember(string file, string id, IReadOnlyList<Ioc> iocs)
    {
        _iocs[id] = iocs;
        foreach (var ioc in iocs)
        {
            facts.Mention(ioc, file);
            UrlRelations.Add(facts, "STIX", ioc);
        }
    }

    private void Mark(string id, JsonElement found)
    {
        foreach (var marking in found.Texts("object_marking_refs"))
        {
            if ((StixMarkings.Known(marking) ?? (_markings.TryGetValue(marking, out var level) ? level : null)) is { } tlp)
            {
                foreach (var ioc in MembersOf(id))
                {
                    facts.Tag(ioc, $"tlp:{tlp.Name()}", TagClass.Info);
                }
            }
        }
    }

    private void ConnectEnds(JsonElement found)
    {
        if (found.Text("source_ref") is not { } source || found.Text("target_ref") is not { } target || found.Text("relationship_type") is not { Length: > 0 } word)
        {
            return;
        }

        var from = MembersOf(source);
        var to = MembersOf(target);
        ConnectEach(from, TagText.Clean(word), to, found.Seen("start_time", "stop_time"));
        if (word is "targets" or "mitigates")
        {
            return;
        }

        foreach (var ioc in from)
        {
            Tag(ioc, target);
        }

        foreach (var ioc in to)
        {
            Tag(ioc, source);
        }
    }

    private void ConnectObserved(string file, string id, JsonElement found)
    {
        var seen = found.Seen("first_observed", "last_observed");
        if (found.TryFind("objects", out var inline) && inline.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, member) in inline.Members())
            {
                ConnectObservable($"{id}/", member, seen, $"{id}/{name}");
            }
        }

        ConnectAll(file, $"the observed data {id}", "STIX: same observed-data", MembersOf(id), seen);
    }

    private void ConnectSighting(JsonElement found)
    {
        var seen = found.Seen("first_seen", "last_seen");
        ConnectEach(found.Text("sighting_of_ref") is { } of ? MembersOf(of) : [], "sighting", found.Texts("observed_data_refs").SelectMany(MembersOf), seen);
    }

    /// <param name="scope">Stands before references inside of old observed data.</param>
    private void ConnectObservable(string scope, JsonElement found, Seen seen, string? id = null)
    {
        var self = Iocs(id ?? found.Text("id") ?? "");
        ConnectEach(self, "resolves-to", found.Texts("resolves_to_refs").SelectMany(r => Iocs(scope + r)), seen);
        ConnectEach(self, "contains", found.Texts("contains_refs").SelectMany(r => Iocs(scope + r)), seen);
        if (found.Text("type") == "network-traffic" && found.Text("src_ref") is { } source && found.Text("dst_ref") is { } target)
        {
            var times = JsonValues.Merge(seen, found.Seen("start", "end"));
            ConnectEach(Iocs(scope + source), "network-traffic", Iocs(scope + target), times);
        }
    }

    private void ConnectEach(IEnumerable<Ioc> from, string word, IEnumerable<Ioc> to, Seen seen)
    {
        List<Ioc> targets = [.. to.Take(Neighbours.Most)];
        foreach (var one in from.Take(Neighbours.Most))
        {
            foreach (var other in targets.Where(t => t != one))
            {
                facts.RelateBoth(one, $"STIX: {word}", other, $"STIX: {word} (reverse)", seen);
                _close.Add((one, other));
            }
        }
    }

    private void ConnectAll(string file, string what, string label, IReadOnlyList<Ioc> members, Seen seen)
    {
        List<Ioc> distinct = [.. members.Select(facts.Strongest).Distinct()];
        if (Neighbours.Relate(facts, label, distinct, seen, (a, b) => _close.Contains((a, b)) || _close.Contains((b, a))))
        {
            facts.Remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: {what} has {distinct.Count} members; each is related to {Neighbours.Most} of the others and marked as cut."));
        }
    }

    private void Tag(Ioc ioc, string id)
    {
        if (_names.TryGetValue(id, out var name))
        {
            facts.Tag(ioc, name.Name, name.Class);
        }
    }

    private IReadOnlyList<Ioc> Iocs(string id) => _iocs.TryGetValue(id, out var iocs) ? iocs : [];

    /// <summary>What an id stands for: an observable, the indicators of a pattern, or the members of observed data or of a connection.</summary>
    private List<Ioc> MembersOf(string id) =>
        [.. Iocs(id), .. _members.TryGetValue(id, out var members) ? members.SelectMany(Iocs) : []];
}
