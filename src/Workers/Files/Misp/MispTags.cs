using System.Text.Json;

namespace IocExplorer.Workers.Files.Misp;

/// <summary>Tags and galaxy clusters of an event, object or attribute, as tags: <c>tlp:amber</c>, <c>threat-actor:Example</c>.</summary>
internal static class MispTags
{
    private const string Galaxy = "misp-galaxy:";

    /// <summary>Galaxies whose clusters are malware, or those who use it.</summary>
    private static readonly string[] s_bad =
    [
        "malware", "ransomware", "threat-actor", "intrusion-set", "botnet", "banker", "rat", "stealer", "backdoor", "exploit-kit",
        "malpedia", "campaign", "android", "cryptominers", "microsoft-activity-group", "360net-threat-actor", "threatactor",
    ];

    public static IEnumerable<(string Name, TagClass Class)> Of(JsonElement holder)
    {
        // As an export has them, and as some searches and feeds do: EventTag[].Tag.
        var wrapped = holder.Items("EventTag").Concat(holder.Items("AttributeTag")).SelectMany(t => t.ItemsOrOne("Tag"));
        foreach (var tag in holder.Items("Tag").Concat(wrapped))
        {
            if (tag.Text("name") is { Length: > 0 } name && tag.Flag("deleted") != true)
            {
                yield return Read(name);
            }
        }

        foreach (var galaxy in holder.Items("Galaxy"))
        {
            foreach (var cluster in galaxy.Items("GalaxyCluster"))
            {
                if (cluster.Text("value") is { Length: > 0 } value && (cluster.Text("type") ?? galaxy.Text("type")) is { } type)
                {
                    yield return OfCluster(type, value);
                }
            }
        }
    }

    private static (string, TagClass) Read(string name)
    {
        if (name.StartsWith("tlp:", StringComparison.OrdinalIgnoreCase) && SharingLevelNames.TryParse(name, out var level))
        {
            return ($"tlp:{level.Name()}", TagClass.Info);
        }

        // misp-galaxy:threat-actor="Example"
        var equals = name.IndexOf('=', StringComparison.Ordinal);
        return name.StartsWith(Galaxy, StringComparison.OrdinalIgnoreCase) && equals > Galaxy.Length
            ? OfCluster(name[Galaxy.Length..equals], name[(equals + 1)..].Trim('"'))
            : (name, TagClass.Info);
    }

    private static (string, TagClass) OfCluster(string type, string value)
    {
        var plain = type.StartsWith("mitre-", StringComparison.OrdinalIgnoreCase) ? type["mitre-".Length..] : type;
        var isBad = s_bad.Any(b => plain.Equals(b, StringComparison.OrdinalIgnoreCase) || plain.EndsWith("-" + b, StringComparison.OrdinalIgnoreCase));
        return ($"{plain}:{value}", isBad ? TagClass.KnownBad : TagClass.Info);
    }
}
