using System.Text.Json;

namespace IocExplorer.Workers.Files.Misp;

/// <summary>
/// One MISP event, whole or as far as a search found of it: relations between the members of an object, along object references, and, weaker, between the
/// indicators of the same event; tags of event, object and attribute. What was deleted is counted; related events are other events.
/// </summary>
/// <param name="file">Where it begins.</param>
internal sealed class MispEvent(FileFacts facts, string file, string name)
{
    public const string Unit = "attribute";

    private const string SameObject = "MISP: same object";
    private const string SameEvent = "MISP: same event";
    private readonly Dictionary<string, List<Ioc>> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string From, string Word, string To)> _references = [];
    private readonly List<(IReadOnlyList<Ioc> Iocs, IReadOnlyList<(string Name, TagClass Class)> Tags, bool IsOff)> _named = [];
    private readonly HashSet<(Ioc, Ioc)> _close = [];
    private readonly HashSet<Ioc> _known = [];
    private readonly Holder _own = new("");
    private FileAccount _account = facts.Accounts.Of(file, Unit);
    private readonly string _first = file;
    private string _file = file;
    private bool _hasFlag;

    /// <summary>What is read from now on stands in this file.</summary>
    public void ReadFrom(string next)
    {
        if (next != _file)
        {
            (_file, _account) = (next, facts.Accounts.Of(next, Unit));
        }
    }

    /// <summary>An attribute that stands in no object.</summary>
    /// <param name="tags">Of the event.</param>
    public void ReadAttribute(JsonElement attribute, IReadOnlyList<(string, TagClass)> tags) => ReadAttribute(attribute, tags, _own, default);

    public void ReadObject(JsonElement found, IReadOnlyList<(string, TagClass)> eventTags)
    {
        if (!IsAlive(found))
        {
            foreach (var _ in found.ItemsOrOne("Attribute"))
            {
                _account.Count("deleted");
            }

            return;
        }

        List<(string, TagClass)> tags = [.. eventTags, .. MispTags.Of(found)];
        var attributes = found.ItemsOrOne("Attribute").ToList();
        var seen = attributes.Where(IsAlive).Aggregate(found.Seen("first_seen", "last_seen"), (s, a) => s.MergedWith(SeenOf(a)));
        var members = new Holder(found.Text("name") ?? "");
        foreach (var attribute in attributes)
        {
            ReadAttribute(attribute, tags, members, seen);
        }

        RelateMembers(members.Iocs, seen);
        Remember(found, members.Iocs);
        foreach (var reference in found.Items("ObjectReference").Where(IsAlive))
        {
            if (found.Text("uuid") is { } from && reference.Text("referenced_uuid") is { } to)
            {
                _references.Add((from, TagText.Clean(reference.Text("relationship_type") ?? "") is { Length: > 0 } given ? given : "related-to", to));
            }
        }
    }

    /// <summary>To be called when all of the event has been read.</summary>
    public void End()
    {
        FollowReferences();

        // Without to_ids it is context: listed with indicators, and not reported as malicious. Where nothing of the event
        // carries the flag its publisher does not use it.
        var indicators = new List<Ioc>();
        foreach (var (iocs, tags, isOff) in _named)
        {
            var isIndicator = !_hasFlag || !isOff;
            foreach (var (tag, tagClass) in tags)
            {
                foreach (var ioc in iocs)
                {
                    facts.Tag(ioc, tag, isIndicator ? tagClass : TagClass.Info);
                }
            }

            indicators.AddRange(isIndicator ? iocs : []);
        }

        var together = new IocGroup(SameEvent, [.. indicators.Select(facts.Strongest).Distinct()]);
        facts.Groups.Add(together);
        if (together.IsCut)
        {
            facts.Accounts.Remark(
                "events of many indicators",
                $"{_first}: the event {name} has {together.Members.Count} indicators;"
                + $" each is related to {Neighbours.Most} of the others and marked as cut.");
        }

        RemarkContext([.. together.Members]);
    }

    private void RemarkContext(HashSet<Ioc> indicators)
    {
        var context = _named.Count(n => !n.Iocs.Any(i => indicators.Contains(facts.Strongest(i))));
        if (context > 0)
        {
            facts.Accounts.Remark(
                "events with attributes that are off",
                $"{_first}: {context} {Accounts.Plural("attribute", context)} of the event {name} {(context == 1 ? "is" : "are")} not related"
                + $" as 'same event', for to_ids is off there, and on in others of the event.");
        }
    }

    private void FollowReferences()
    {
        foreach (var (from, word, to) in _references)
        {
            foreach (var one in Known(from))
            {
                foreach (var other in Known(to))
                {
                    facts.RelateBoth(one, $"MISP: {word}", other, $"MISP: {word} (reverse)");
                    _close.Add((one, other));
                }
            }
        }

        IEnumerable<Ioc> Known(string id) => _byId.TryGetValue(id, out var iocs) ? iocs.Take(Neighbours.Most) : [];
    }

    private void RelateMembers(IReadOnlyList<Ioc> members, Seen seen)
    {
        // One of a kind each: hashes of the same file. Two of a kind are two files.
        List<Ioc> hashes = [.. members.Where(m => m.Type == IocType.File)];
        if (hashes.Count > 1 && hashes.GroupBy(h => h.HashKind).All(g => g.Count() == 1))
        {
            facts.OneFile(hashes);
        }

        List<Ioc> distinct = [.. members.Select(facts.Strongest).Distinct()];
        Neighbours.Relate(facts, SameObject, distinct, seen, skip: (a, b) => _close.Contains((a, b)) || _close.Contains((b, a)));
        foreach (var one in distinct)
        {
            _close.UnionWith(distinct.Take(Neighbours.Most * 2).Select(other => (one, other)));
        }
    }

    private void ReadAttribute(JsonElement attribute, IReadOnlyList<(string, TagClass)> tags, Holder holder, Seen seenOfObject)
    {
        if (!IsAlive(attribute))
        {
            _account.Count(attribute.ValueKind == JsonValueKind.Object ? "deleted" : "without a type");
            return;
        }

        foreach (var _ in attribute.Items("ShadowAttribute"))
        {
            _account.Count("proposal");
        }

        var isFlagged = attribute.Flag("to_ids");
        _hasFlag |= isFlagged == true;
        var read = MispAttribute.Of(attribute, holder.Name);
        if (read.Iocs.Count == 0)
        {
            Enter(attribute, read);
            return;
        }

        _named.Add((read.Iocs, [.. tags, .. MispTags.Of(attribute)], isFlagged == false));
        var isNew = false;
        foreach (var ioc in read.Iocs)
        {
            isNew |= holder.Add(ioc);
            if (_known.Add(ioc))
            {
                facts.Mention(ioc, _file, "MISP");
            }
        }

        if (read.Error.Length > 0)
        {
            Enter(attribute, read);
        }
        else if (isNew)
        {
            _account.Read++;
        }
        else
        {
            _account.Repeated++;
        }

        if (read.Iocs.Count == 2)
        {
            facts.RelateBoth(read.Iocs[0], "MISP: domain|ip", read.Iocs[1], SeenOf(attribute).MergedWith(seenOfObject));
            _close.Add((read.Iocs[0], read.Iocs[1]));
        }

        Remember(attribute, read.Iocs);
    }

    // What should have been an IOC is reported; other kinds are counted.
    private void Enter(JsonElement attribute, NamedIocs read)
    {
        var type = attribute.Text("type");
        if (read.Error.Length > 0)
        {
            facts.Accounts.LeaveOut(_account, $"attribute {TagText.Clean(attribute.Text("uuid") ?? type ?? "")}", $"the value {read.Error}");
        }
        else
        {
            _account.Count(read.IsNetwork ? "network" : type is null ? "without a type" : attribute.Text("value") is null ? "without a value" : type);
        }
    }

    private void Remember(JsonElement holder, IReadOnlyList<Ioc> iocs)
    {
        if (holder.Text("uuid") is { } id && iocs.Count > 0)
        {
            _byId[id] = [.. iocs];
        }
    }

    private static Seen SeenOf(JsonElement attribute)
    {
        var seen = attribute.Seen("first_seen", "last_seen");
        return attribute.Text("object_relation") switch
        {
            "first-seen" or "first_seen" or "time_first" => seen.MergedWith(new(JsonValues.Time(attribute.Text("value")), 0)),
            "last-seen" or "last_seen" or "time_last" => seen.MergedWith(new(0, JsonValues.Time(attribute.Text("value")))),
            _ => seen,
        };
    }

    private static bool IsAlive(JsonElement element) => element.ValueKind == JsonValueKind.Object && element.Flag("deleted") != true;

    /// <summary>What attributes stand in: an object, or the event itself.</summary>
    /// <param name="name">Of the object: <c>file</c>, <c>pe-section</c>; empty of the event.</param>
    private sealed class Holder(string name)
    {
        private readonly HashSet<Ioc> _known = [];

        public string Name => name;

        public List<Ioc> Iocs { get; } = [];

        /// <returns>Whether it did not stand in it before.</returns>
        public bool Add(Ioc ioc)
        {
            if (!_known.Add(ioc))
            {
                return false;
            }

            Iocs.Add(ioc);
            return true;
        }
    }
}
