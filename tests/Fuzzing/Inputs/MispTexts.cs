using System.Globalization;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>MISP events, as files and as answers of its searches.</summary>
internal static class MispTexts
{
    private static readonly string[] s_types =
    [
        "domain", "hostname", "ip-dst", "ip-src", "ip-dst|port", "domain|ip", "url", "uri", "link", "md5", "sha1", "sha256", "sha512", "filename",
        "filename|md5", "filename|sha256", "email", "email-src", "email-dst", "whois-registrant-email",
        "hostname|port", "ssdeep", "imphash", "comment", "AS", "malware-sample", "attachment", "x509-fingerprint-sha1", "mutex",
    ];

    private static readonly string[] s_flags = ["true", "false", "1", "0", "\"1\"", "null", "\"true\""];
    private static readonly string[] s_tags = ["tlp:red", "tlp:amber", "misp-galaxy:threat-actor=\"Made Up\"", "osint:source-type=\"blog\"", "\u0000",
        "type:OSINT", "known-good"];
    private static readonly string[] s_times = ["2026-01-02T03:04:05.678901+00:00", "1767322845", "2026-01-02", "", "never"];

    public static JsonPiece File(FuzzRandom random) => random.Below(9) switch
    {
        0 => JsonPiece.Object(("response", JsonPiece.List([.. Many(3, random, Wrapped)]))),
        1 => JsonPiece.Object(("response", JsonPiece.Object(("Attribute", JsonPiece.List([.. Many(8, random, SearchedAttribute)]))))),
        2 => JsonPiece.Object(("response", JsonPiece.List([.. Many(5, random, r => JsonPiece.Object(("Object", Thing(r))))]))),
        3 => JsonPiece.List([.. Many(3, random, Wrapped)]),
        4 => Event(random),
        5 => JsonPiece.Object(("Attribute", JsonPiece.List([.. Many(6, random, SearchedAttribute)]))),
        _ => Wrapped(random),
    };

    private static JsonPiece Wrapped(FuzzRandom random) => JsonPiece.Object(("Event", Event(random)));

    private static JsonPiece Event(FuzzRandom random)
    {
        var found = JsonPiece.Object(
            ("uuid", JsonPiece.Text("00000000-0000-4000-8000-000000000001")),
            ("info", JsonPiece.Text(random.Pick(["made up", "a\nb", "\ud83d\ude00", ""]))),
            ("Attribute", JsonPiece.List([.. Many(8, random, Attribute)])),
            ("Object", JsonPiece.List([.. Many(3, random, Thing)])),
            (random.OneIn(3) ? "EventTag" : "Tag", JsonPiece.List([.. Many(3, random, Tag)])));
        var cluster = JsonPiece.Object(("value", JsonPiece.Text("Made Up")), ("type", JsonPiece.Text("threat-actor")));
        return random.OneIn(4) ? found.With("Galaxy", JsonPiece.List(JsonPiece.Object(("GalaxyCluster", JsonPiece.List(cluster))))) : found;
    }

    private static JsonPiece Attribute(FuzzRandom random)
    {
        var type = random.Pick(s_types);
        var value = type switch
        {
            "domain|ip" => $"{IocTexts.Domain(random)}|{IocTexts.Ipv4(random)}",
            "ip-dst|port" or "hostname|port" => $"{(random.OneIn(2) ? IocTexts.Ipv4(random) : IocTexts.Domain(random))}|443",
            "filename|md5" or "filename|sha256" or "malware-sample" => $"a.exe|{IocTexts.Hash(random)}",
            "md5" or "sha1" or "sha256" => IocTexts.Hash(random),
            "url" or "uri" or "link" => IocTexts.Url(random),
            _ => IocTexts.Any(random),
        };
        var attribute = JsonPiece.Object(("type", JsonPiece.Text(type)), ("value", JsonPiece.Text(value)), ("uuid", Uuid(random)),
            ("event_id", JsonPiece.Text(random.Pick(["1", "2"]))));
        if (!random.OneIn(4))
        {
            attribute.With("to_ids", JsonPiece.Bare(random.Pick(s_flags)));
        }

        return random.Below(5) switch
        {
            0 => attribute.With("first_seen", JsonPiece.Text(random.Pick(s_times))).With("last_seen", JsonPiece.Text(random.Pick(s_times))),
            1 => attribute.With(random.OneIn(2) ? "Tag" : "AttributeTag", JsonPiece.List(Tag(random))),
            2 => attribute.With("deleted", JsonPiece.Bare(random.Pick(s_flags))).With("object_relation", JsonPiece.Text("ip")),
            _ => attribute,
        };
    }

    private static JsonPiece SearchedAttribute(FuzzRandom random) =>
        Attribute(random).With("Event", JsonPiece.Object(("id", JsonPiece.Text(random.Pick(["1", "2"]))), ("info", JsonPiece.Text("made up"))));

    private static JsonPiece Thing(FuzzRandom random) => JsonPiece.Object(
        ("uuid", Uuid(random)),
        ("name", JsonPiece.Text(random.Pick(["file", "domain-ip", "url", "email"]))),
        ("Attribute", JsonPiece.List([.. Many(5, random, Attribute)])),
        ("ObjectReference", JsonPiece.List([.. Many(2, random, r => JsonPiece.Object(
            ("referenced_uuid", Uuid(r)), ("relationship_type", JsonPiece.Text("drops")), ("referenced_type", JsonPiece.Text(r.Pick(["0", "1"])))))])));

    private static JsonPiece Tag(FuzzRandom random) =>
        random.OneIn(3)
            ? JsonPiece.Object(("Tag", JsonPiece.Object(("name", JsonPiece.Text(random.Pick(s_tags))))))
            : JsonPiece.Object(("name", JsonPiece.Text(random.Pick(s_tags))), ("exportable", JsonPiece.Bare("true")));

    private static JsonPiece Uuid(FuzzRandom random) =>
        JsonPiece.Text(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{random.Below(12):d12}"));

    private static IEnumerable<JsonPiece> Many(int usual, FuzzRandom random, Func<FuzzRandom, JsonPiece> make) =>
        Enumerable.Range(0, random.Length(usual, usual * 20)).Select(_ => make(random));
}
