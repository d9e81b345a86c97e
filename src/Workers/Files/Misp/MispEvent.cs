using System.Globalization;
using System.Text.Json;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Files.Misp;

/// <summary>
/// Reads one MISP event: relations between the members of an object, along object references, and, weaker, between the indicators of the same event; tags of event,
/// object and attribute. What was deleted is passed over; related events are other events.
/// </summary>
internal sealed class MispEvent(FileFacts facts, string file)
{
    private const string SameObject = "MISP: same object";
    private const string SameEvent = "MISP: same event";
    private readonly Dictionary<string, List<Ioc>> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(Ioc, Ioc)> _close = [];
    private readonly List<Ioc> _indicators = [];
    private readonly HashSet<Ioc> _known = [];
    private int _mistakes;

    /// <param name="parts">The event, or what stands of it side by side in old exports.</param>
    public void Read(IReadOnlyList<JsonElement> parts)
    {
        List<(string, TagClass)> tags = [.. parts.SelectMany(MispTags.Of).Distinct()];
        foreach (var part in parts)
        {
            foreach (var attribute in part.Items("Attribute").Where(IsAlive))
            {
                ReadAttribute(attribute, tags, []);
            }

            foreach (var found in part.Items("Object").Where(IsAlive))
            {
                ReadObject(found, tags);
            }
        }

        foreach (var found in parts.SelectMany(p => p.Items("Object")).Where(IsAlive))
        {
            ReadReferences(found);
        }

        var together = new IocGroup(SameEvent, [.. _indicators.Select(facts.Strongest).Distinct()]);
        facts.Groups.Add(together);
        if (together.IsCut)
        {
            facts.Remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: the event {NameOf(parts)} has {together.Members.Count} indicators; each is related to {Neighbours.Most} of the others and marked as cut."));
        }
    }

    private void ReadObject(JsonElement found, IReadOnlyList<(string, TagClass)> eventTags)
    {
        List<(string, TagClass)> tags = [.. eventTags, .. MispTags.Of(found)];
        var attributes = found.Items("Attribute").Where(IsAlive).ToList();
        var seen = attributes.Aggregate(found.Seen("first_seen", "last_seen"), (s, a) => JsonValues.Merge(s, SeenOf(a)));
        var members = new List<Ioc>();
        foreach (var attribute in attributes)
        {
            ReadAttribute(attribute, tags, members, seen);
        }

        // One of a kind each: hashes of the same file. Two of a kind are two files.
        List<Ioc> hashes = [.. members.Where(m => m.Type == IocType.File).Distinct()];
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

        Remember(found, distinct);
    }

    private void ReadAttribute(JsonElement attribute, IReadOnlyList<(string Name, TagClass Class)> tags, List<Ioc> members, Seen seenOfObject = default)
    {
        var (iocs, mistake) = MispAttribute.Of(attribute);
        if (mistake.Length > 0)
        {
            Complain(attribute, mistake);
        }

        if (iocs.Count == 0)
        {
            return;
        }

        // Without to_ids it is context: named with an indicator, and nothing bad is said of it.
        var isIndicator = attribute.Flag("to_ids") ?? true;
        foreach (var ioc in iocs)
        {
            foreach (var (name, tagClass) in tags.Concat(MispTags.Of(attribute)))
            {
                facts.Tag(ioc, name, isIndicator ? tagClass : TagClass.Info);
            }

            if (_known.Add(ioc))
            {
                facts.Mention(ioc, file);
                UrlRelations.Add(facts, "MISP", ioc);
            }

            members.Add(ioc);
            if (isIndicator)
            {
                _indicators.Add(ioc);
            }
        }

        if (iocs.Count == 2)
        {
            facts.RelateBoth(iocs[0], "MISP: domain|ip", iocs[1], JsonValues.Merge(SeenOf(attribute), seenOfObject));
            _close.Add((iocs[0], iocs[1]));
        }

        Remember(attribute, iocs);
    }

    private void ReadReferences(JsonElement found)
    {
        if (found.Text("uuid") is not { } id || !_byId.TryGetValue(id, out var from))
        {
            return;
        }

        foreach (var reference in found.Items("ObjectReference").Where(IsAlive))
        {
            if (reference.Text("referenced_uuid") is not { } target || !_byId.TryGetValue(target, out var to))
            {
                continue;
            }

            var word = TagText.Clean(reference.Text("relationship_type") ?? "") is { Length: > 0 } given ? given : "related-to";
            foreach (var one in from.Take(Neighbours.Most))
            {
                foreach (var other in to.Take(Neighbours.Most))
                {
                    facts.RelateBoth(one, $"MISP: {word}", other, $"MISP: {word} (reverse)");
                    _close.Add((one, other));
                }
            }
        }
    }

    private void Remember(JsonElement holder, IReadOnlyList<Ioc> iocs)
    {
        if (holder.Text("uuid") is { } id && iocs.Count > 0)
        {
            _byId[id] = [.. iocs];
        }
    }

    private void Complain(JsonElement attribute, string mistake)
    {
        const int Shown = 5;
        if (++_mistakes <= Shown)
        {
            facts.BadLines.Add(new(file, 0, $"the value {mistake}") { Place = $"attribute {TagText.Clean(attribute.Text("uuid") ?? attribute.Text("type") ?? "")}" });
        }
    }

    private static Seen SeenOf(JsonElement attribute)
    {
        var seen = attribute.Seen("first_seen", "last_seen");
        return attribute.Text("object_relation") switch
        {
            "first-seen" or "first_seen" or "time_first" => JsonValues.Merge(seen, new(JsonValues.Time(attribute.Text("value")), 0)),
            "last-seen" or "last_seen" or "time_last" => JsonValues.Merge(seen, new(0, JsonValues.Time(attribute.Text("value")))),
            _ => seen,
        };
    }

    private static bool IsAlive(JsonElement element) => element.ValueKind == JsonValueKind.Object && element.Flag("deleted") != true;

    private static string NameOf(IReadOnlyList<JsonElement> parts) =>
        TagText.Clean(parts.Select(p => p.Text("uuid") ?? p.Text("info") ?? p.Text("id")).FirstOrDefault(n => n is not null) ?? "");
}
