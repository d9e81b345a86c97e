using System.Text.Json;

namespace IocExplorer.Workers.Files.Stix;

/// <summary>
/// Reads STIX objects in three passes, because versions and references stand anywhere, in other files too: first which version of an object counts, then what
/// stands for itself (observables, indicators, names of malware and actors, markings), then what connects it. Identities and their contact data are no IOCs.
/// Our own: .NET has no maintained STIX library, and only IOCs and what relates them are read here.
/// </summary>
internal sealed class StixGraph(FileFacts facts)
{
    private const string Unit = "object";
    private static readonly HashSet<string> s_background =
        ["identity", "location", "marking-definition", "extension-definition", "language-content", "course-of-action"];

    private readonly StixVersions _versions = new();
    private readonly StixIndex _index = new(facts);
    private readonly Dictionary<string, List<string>> _comparisons = new(StringComparer.Ordinal);
    private readonly HashSet<(Ioc, Ioc)> _close = [];

    /// <summary>First pass.</summary>
    public void See(JsonElement found)
    {
        if (found.Text("type") is not null)
        {
            _versions.See(found);
        }
    }

    /// <summary>Second pass.</summary>
    public void Note(string file, JsonElement found)
    {
        if (found.Text("type") is not null && _versions.StandingOf(found) == StixVersions.Standing.Counts)
        {
            _index.Note(file, StixVersions.IdOf(found), found);
        }
    }

    /// <summary>Third pass, which also keeps the accounts.</summary>
    public void Connect(string file, JsonElement found)
    {
        var account = facts.Accounts.Of(file, Unit);
        var standing = found.Text("type") is null ? StixVersions.Standing.Counts : _versions.Judge(found);
        if (standing == StixVersions.Standing.Counts)
        {
            var id = StixVersions.IdOf(found);
            Enter(account, id, found, Connect(account, id, found));
        }
        else if (standing == StixVersions.Standing.Repeated)
        {
            account.Repeated++;
        }
        else
        {
            account.Count(standing == StixVersions.Standing.Older ? "older version" : "revoked");
        }
    }

    /// <summary>To be called at the end: reports what was skipped.</summary>
    public void End()
    {
        const int Shown = 3;
        foreach (var (file, comparisons) in _comparisons)
        {
            var more = comparisons.Count > Shown ? $" and {comparisons.Count - Shown} more" : "";
            facts.Accounts.Remark(
                "files with patterns",
                $"{file}: {comparisons.Count} {Accounts.Plural("comparison", comparisons.Count)} in patterns left out"
                + $" (only equality with an address, domain, URL, e-mail address or hash of a file names an IOC):"
                + $" {string.Join("; ", comparisons.Take(Shown))}{more}.");
        }
    }

    // Objects of which something was used count as read; those that should have held an IOC are reported; the rest is counted.
    private void Enter(FileAccount account, string id, JsonElement found, bool isLearned)
    {
        var observable = isLearned || found.ValueKind != JsonValueKind.Object ? default : StixObservable.Of(found);
        var type = found.Text("type");
        if (isLearned)
        {
            account.Read++;
        }
        else if (observable.Error is { Length: > 0 } error)
        {
            facts.Accounts.LeaveOut(account, id[0] == '#' ? $"an object of type {type}" : $"object {TagText.Clean(id)}", $"the value {error}");
        }
        else if (observable.IsNetwork)
        {
            account.Count("network");
        }
        else if (type == "indicator" && found.Text("pattern_type") is { } language and not "stix")
        {
            account.Count($"indicator in {language}");
        }
        else
        {
            // The comparisons of a pattern are reported one by one.
            var isTold = type == "indicator" && StixIndex.PatternOf(found) is { LeftOut.Count: > 0 };
            account.Count(type ?? "without a type", isSaid: type is null || !(isTold || s_background.Contains(type)));
        }
    }

    /// <returns>Whether anything was learned.</returns>
    private bool Connect(FileAccount account, string id, JsonElement found)
    {
        var type = found.Text("type");
        Mark(id, found);
        var isKnown = type is not null && (_index.MembersOf(id).Count > 0 || _index.NameOf(id) is not null || _index.IsMarking(id));
        return type switch
        {
            null => false,
            "relationship" => ConnectEnds(found),
            "indicator" => ConnectIndicator(account.File, id, found),
            "observed-data" => ConnectObserved(account, id, found),
            "sighting" => ConnectEach(
                Members(found, "sighting_of_ref"),
                "sighting",
                found.Texts("observed_data_refs").SelectMany(_index.MembersOf),
                found.Seen("first_seen", "last_seen")),
            "malware" => TagSamples(id, found) || isKnown,
            "report" or "grouping" => Group(account.File, id, type, found),
            _ => ConnectReferences("", id, found, default) || isKnown,
        };
    }

    private void Mark(string id, JsonElement found)
    {
        foreach (var level in found.Texts("object_marking_refs").Select(_index.MarkingOf).OfType<SharingLevel>())
        {
            _index.MembersOf(id).ForEach(ioc => facts.Tag(ioc, $"tlp:{level.Name()}", TagClass.Info));
        }
    }

    private bool ConnectEnds(JsonElement found)
    {
        if (found.Text("source_ref") is not { } source
            || found.Text("target_ref") is not { } target
            || found.Text("relationship_type") is not { Length: > 0 } word)
        {
            return false;
        }

        var from = _index.MembersOf(source);
        var to = _index.MembersOf(target);
        var isConnected = ConnectEach(from, TagText.Clean(word), to, found.Seen("start_time", "stop_time"));
        return (word is not ("targets" or "mitigates") && (Tag(from, target) | Tag(to, source))) || isConnected;
    }

    private bool ConnectIndicator(string file, string id, JsonElement found)
    {
        if (StixIndex.PatternOf(found) is { LeftOut.Count: > 0 } pattern)
        {
            _comparisons.GetOrAdd(file).AddRange(pattern.LeftOut);
        }

        ConnectAll(file, $"the indicator {id}", "STIX: same indicator", _index.Iocs(id), new(JsonValues.Time(found.Text("valid_from")), 0));
        return _index.Iocs(id).Count > 0;
    }

    private bool ConnectObserved(FileAccount account, string id, JsonElement found)
    {
        var seen = found.Seen("first_observed", "last_observed");
        if (found.TryGetMember("objects", out var inline) && inline.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, member) in inline.Members())
            {
                var memberId = $"{id}/{name}";
                Enter(account, memberId, member, ConnectReferences($"{id}/", memberId, member, seen) || _index.MembersOf(memberId).Count > 0);
            }
        }

        var members = _index.MembersOf(id);
        ConnectAll(account.File, $"the observed data {id}", "STIX: same observed-data", members, seen);
        return members.Count > 0;
    }

    /// <param name="scope">Stands before references inside of old observed data.</param>
    /// <param name="id">With its scope.</param>
    private bool ConnectReferences(string scope, string id, JsonElement found, Seen seen)
    {
        var isConnected = false;
        var times = found.Text("type") == "network-traffic" ? seen.MergedWith(found.Seen("start", "end")) : seen;
        foreach (var (from, word, to) in StixReferences.Of(id[scope.Length..], found))
        {
            Func<string, List<Ioc>> ends = word == StixReferences.ConnectsTo ? _index.FarEndOf : _index.MembersOf;
            isConnected |= ConnectEach(from.SelectMany(f => _index.MembersOf(scope + f)), word, to.SelectMany(t => ends(scope + t)), times);
        }

        return isConnected;
    }

    // To stand in one report says less of two IOCs than anything else.
    private bool Group(string file, string id, string type, JsonElement found)
    {
        var group = new IocGroup($"STIX: same {type}", [.. found.Texts("object_refs").SelectMany(_index.MembersOf).Select(facts.Strongest).Distinct()]);
        facts.Groups.Add(group);
        if (group.IsCut)
        {
            RemarkCut(file, $"the {type} {TagText.Clean(found.Text("name") ?? id)}", group.Members.Count);
        }

        return group.Members.Count > 0;
    }

    private bool TagSamples(string id, JsonElement malware) => Tag([.. malware.Texts("sample_refs").SelectMany(_index.MembersOf)], id);

    // A relationship with many ends on both sides is cut, and counted for each.
    private bool ConnectEach(IEnumerable<Ioc> from, string word, IEnumerable<Ioc> to, Seen seen)
    {
        var sources = from.Distinct().ToList();
        var targets = to.Distinct().ToList();
        CutTo(sources, targets.Count);
        CutTo(targets, sources.Count);
        var isConnected = false;
        foreach (var one in sources)
        {
            foreach (var other in targets.Where(t => t != one))
            {
                facts.RelateBoth(one, $"STIX: {word}", other, $"STIX: {word} (reverse)", seen);
                _close.Add((one, other));
                isConnected = true;
            }
        }

        return isConnected;

        void CutTo(List<Ioc> ends, int others)
        {
            var most = others <= 1 ? Neighbours.Most * Neighbours.Most : Neighbours.Most;
            if (ends.Count > most)
            {
                facts.Cut.UnionWith([.. sources, .. targets]);
                ends.RemoveRange(most, ends.Count - most);
            }
        }
    }

    private void ConnectAll(string file, string what, string label, IReadOnlyList<Ioc> members, Seen seen)
    {
        List<Ioc> distinct = [.. members.Select(facts.Strongest).Distinct()];
        if (Neighbours.Relate(facts, label, distinct, seen, (a, b) => _close.Contains((a, b)) || _close.Contains((b, a))))
        {
            RemarkCut(file, what, distinct.Count);
        }
    }

    private void RemarkCut(string file, string what, int members) => facts.Accounts.Remark(
        "objects",
        $"{file}: {what} has {members} members; each is related to {Neighbours.Most} of the others and marked as cut.");

    private bool Tag(List<Ioc> iocs, string id)
    {
        if (_index.NameOf(id) is not { } name)
        {
            return false;
        }

        foreach (var ioc in iocs)
        {
            facts.Tag(ioc, name.Name, name.Class);
        }

        return iocs.Count > 0;
    }

    private List<Ioc> Members(JsonElement found, string name) => found.Text(name) is { } id ? _index.MembersOf(id) : [];
}
