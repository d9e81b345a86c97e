using System.Globalization;
using System.Net;
using System.Text.Json;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests.AllSources;

/// <summary>Holds written trees against the world that they were explored in: every expanded node has what each source knows of it, and nothing else.</summary>
internal sealed class AllSourcesAudit(IWorld world, int depth)
{
    private const int OriginalLimit = 10;

    private static readonly Dictionary<string, string> SourceByLabel =
        BuiltInSource.All.SelectMany(source => source.Labels.Select(label => (label, source.Name))).ToDictionary(row => row.label, row => row.Name);

    // What is off unless it is switched on, and what is not asked by these names.
    private static readonly HashSet<SourceRelation> NotAsked =
    [
        SourceRelations.RdapNameserver, SourceRelations.SecurityTrailsSubdomain, SourceRelations.PulsediveAddress, SourceRelations.PulsediveName,
        .. SourceRelations.All.Where(relation => relation.Source is "VirusTotal" or "QiAnXin"),
    ];

    public HashSet<(string Type, string Value)> Expanded { get; } = [];

    public HashSet<string> SourcesSeen { get; } = [];

    /// <summary>One sentence for each node and source where tree and world differ.</summary>
    public List<string> Differences { get; } = [];

    public void Add(byte[] json)
    {
        using var document = JsonDocument.Parse(json, new() { MaxDepth = 2 * depth + 8 });
        var expanded = new HashSet<string>(StringComparer.Ordinal);
        var level = new List<JsonElement> { document.RootElement };
        for (var at = 0; at < depth; at++)
        {
            foreach (var node in level.Where(node => Text(node, "type") != "url" && expanded.Add(Text(node, "id"))))
            {
                Look(node);
            }

            level = [.. level.SelectMany(Children)];
        }
    }

    private static IEnumerable<JsonElement> Children(JsonElement node) =>
        node.TryGetProperty("children", out var children) ? children.EnumerateArray() : [];

    private static string Text(JsonElement node, string name) => node.GetProperty(name).GetString() ?? "";

    private void Look(JsonElement node)
    {
        var type = Enum.GetValues<IocType>().Single(candidate => RelationTable.NameOf(candidate) == Text(node, "type"));
        var value = Text(node, "id");
        Expanded.Add((Text(node, "type"), value));
        var shown = Children(node).Select(child => (SourceByLabel[Text(child, "relation")], Text(child, "type"), Text(child, "id"))).ToHashSet();
        var known = Known(type, value).ToHashSet();
        SourcesSeen.UnionWith(shown.Select(child => child.Item1));
        Differences.AddRange(known.Except(shown).Select(missing => $"{value}: {missing} is missing"));
        Differences.AddRange(shown.Except(known).Select(strange => $"{value}: {strange} is none of the world's"));
        foreach (var child in Children(node))
        {
            LookAtTimes(type, value, child);
        }
    }

    private void LookAtTimes(IocType type, string value, JsonElement child)
    {
        var source = SourceByLabel[Text(child, "relation")];
        if (source is not ("Mnemonic" or "CirclPassiveDns" or "Validin") || !child.TryGetProperty("seen", out var seen))
        {
            return;
        }

        var sightings = SourceRelations.All.Where(relation => relation.Source == source && relation.Accepts == type)
            .SelectMany(relation => world.Find(relation, value) ?? [])
            .Where(sighting => sighting.Value == Text(child, "id")).ToList();
        var text = seen.ToString();
        if (!sightings.Exists(sighting => text.Contains(Day(sighting.First), StringComparison.Ordinal)
            && text.Contains(Day(sighting.Last), StringComparison.Ordinal)))
        {
            Differences.Add($"{value}: {source} saw {Text(child, "id")} at other times than {text}");
        }
    }

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private IEnumerable<(string Source, string Type, string Value)> Known(IocType type, string value)
    {
        foreach (var row in RelationTable.Rows.Where(row => row.Accepts == type))
        {
            foreach (var found in (world.Find(row.Kind, value) ?? []).Take(OriginalLimit))
            {
                yield return (RelationTable.IsQiAnXin(row.Operation) ? "QiAnXin" : "VirusTotal", RelationTable.NameOf(row.Yields), found);
            }
        }

        foreach (var relation in SourceRelations.All.Where(relation => relation.Accepts == type && !NotAsked.Contains(relation)))
        {
            foreach (var found in (world.Find(relation, value) ?? []).Select(sighting => sighting.Value))
            {
                yield return (relation.Source, RelationTable.NameOf(relation.Yields), found);

                // Where a URL is named, two sources name its host as well.
                if (relation == SourceRelations.OtxAddressUrl || relation == SourceRelations.UrlhausFileUrl)
                {
                    var host = new Uri(found).Host;
                    yield return (relation.Source, IPAddress.TryParse(host, out _) ? "ip_address" : "domain", host);
                }
            }
        }
    }
}
