using System.Globalization;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>STIX 2 patterns by its grammar, and objects that refer to each other.</summary>
internal static class StixTexts
{
    private static readonly string[] s_paths =
    [
        "domain-name:value", "ipv4-addr:value", "ipv6-addr:value", "url:value", "email-addr:value", "file:hashes.MD5", "file:hashes.'SHA-1'",
        "file:hashes.'SHA-256'", "file:hashes.'SHA-512'", "file:hashes.SSDEEP",
        "network-traffic:dst_ref.value", "network-traffic:src_ref.value", "network-traffic:dst_port", "email-message:from_ref.value",
        "email-message:to_refs[*].value", "file:name", "artifact:hashes.MD5", "process:command_line",
        "domain-name:resolves_to_refs[*].value", "domain-name:resolves_to_refs[0].value", "hostname:value", "windows-registry-key:key",
        "x-own:thing[2].deep.'odd key'", "file:extensions.'pe-ext'.sections[*].entropy",
    ];

    private static readonly string[] s_operators =
        ["=", "=", "=", "=", "!=", "<>", "<", ">=", "IN", "LIKE", "MATCHES", "ISSUBSET", "ISSUPERSET", "==", "NOT =", "EXISTS"];
    private static readonly string[] s_joins = [" AND ", " OR ", " and ", "\nOR\n", "  AND  ", " FOLLOWEDBY "];

    private static readonly string[] s_types =
        ["indicator", "indicator", "domain-name", "ipv4-addr", "ipv6-addr", "url", "email-addr", "file", "artifact", "malware", "threat-actor", "relationship",
            "relationship", "observed-data", "sighting", "network-traffic", "report", "grouping", "marking-definition", "email-message", "process", "x-own",
            "infrastructure", "note"];

    private static readonly string[] s_references =
    [
        "source_ref", "target_ref", "object_refs", "object_marking_refs", "resolves_to_refs", "contains_refs", "src_ref", "dst_ref", "sighting_of_ref",
        "observed_data_refs", "from_ref", "to_refs", "sender_ref", "image_ref",
        "opened_connection_refs", "child_refs", "parent_ref", "belongs_to_ref", "body_multipart", "created_by_ref", "where_sighted_refs", "content_ref",
        "parent_directory_ref",
    ];

    private static readonly string[] s_times = ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678901Z", "2025-12-31", "1767322845", "2026-01-02T03:04:05+02:00",
        "never", ""];

    public static string Pattern(FuzzRandom random)
    {
        var pattern = Observation(random);
        for (var more = random.Below(4); more > 0; more--)
        {
            pattern += random.Pick(s_joins) + Observation(random);
        }

        return random.Below(8) switch
        {
            0 => $"({pattern}) WITHIN 600 SECONDS",
            1 => $"{pattern} START t'2026-01-02T03:04:05Z' STOP t'2026-02-02T03:04:05Z'",
            2 => $"({pattern}) REPEATS 5 TIMES",
            _ => pattern,
        };
    }

    public static JsonPiece Bundle(FuzzRandom random)
    {
        var count = random.Length(12, 200) + 1;
        var ids = Enumerable.Range(0, Math.Max(2, count * 2 / 3)).Select(i => Id(random.Pick(s_types), i)).ToList();
        var objects = Enumerable.Range(0, count).Select(_ => Thing(ids, random)).ToArray();
        return random.Below(8) switch
        {
            0 => JsonPiece.List(objects),
            1 => objects[0],
            2 => JsonPiece.List(JsonPiece.Object(("type", JsonPiece.Text("bundle")), ("objects", JsonPiece.List(objects))),
                JsonPiece.Object(("objects", JsonPiece.List(objects[0].Copy())))),
            _ => JsonPiece.Object(("type", JsonPiece.Text("bundle")), ("id", JsonPiece.Text("bundle--1")), ("objects", JsonPiece.List(objects))),
        };
    }

    private static string Observation(FuzzRandom random)
    {
        var inside = Comparison(random);
        for (var more = random.Below(4); more > 0; more--)
        {
            inside += random.Pick(s_joins) + (random.OneIn(5) ? $"({Comparison(random)} OR {Comparison(random)})" : Comparison(random));
        }

        return $"[{inside}]";
    }

    private static string Comparison(FuzzRandom random)
    {
        var (path, with) = (random.Pick(s_paths), random.Pick(s_operators));
        var value = with == "IN" ? $"({Literal(path, random)}, {Literal(path, random)},{Literal(path, random)})" : Literal(path, random);
        return $"{(random.OneIn(12) ? "NOT " : "")}{path} {with} {value}";
    }

    private static string Literal(string path, FuzzRandom random) => random.Below(10) switch
    {
        0 => random.Below(70_000).ToString(CultureInfo.InvariantCulture),
        1 => "t'2026-01-02T03:04:05Z'",
        2 => "true",
        3 => "h'00ff'",
        _ => Quoted(IocTexts.Of(random.OneIn(5) ? "" : TypeOf(path), random)),
    };

    private static JsonPiece RelationshipType(FuzzRandom random) => JsonPiece.Text(random.Pick(["indicates", "drops", "uses", "\u202e", ""]));

    private static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    // What a sound value of the object or the comparison would be.
    private static string TypeOf(string name) => name switch
    {
        _ when name.StartsWith("domain", StringComparison.Ordinal) || name.StartsWith("hostname", StringComparison.Ordinal) => "domain",
        _ when name.StartsWith("ip", StringComparison.Ordinal) || name.StartsWith("network", StringComparison.Ordinal) => "ip_address",
        _ when name.StartsWith("url", StringComparison.Ordinal) => "url",
        _ when name.StartsWith("email", StringComparison.Ordinal) => "email",
        _ when name.Contains("hashes", StringComparison.Ordinal) => "file",
        _ => "",
    };

    private static JsonPiece Thing(List<string> ids, FuzzRandom random)
    {
        var id = random.OneIn(40) ? Id("x-own", random.Below(9)) : random.Pick(ids);
        var type = random.OneIn(20) ? random.Pick(s_types) : id[..id.IndexOf("--", StringComparison.Ordinal)];
        var thing = JsonPiece.Object(("type", JsonPiece.Text(type)), ("id", JsonPiece.Text(id)));
        if (random.OneIn(4))
        {
            thing.With("modified", JsonPiece.Text(random.Pick(s_times))).With("revoked", JsonPiece.Bare(random.OneIn(4) ? "true" : "false"));
        }

        for (var references = random.Below(4); references > 0; references--)
        {
            Refer(thing, random.Pick(s_references), ids, random);
        }

        return type switch
        {
            "indicator" => thing.With("pattern", JsonPiece.Text(Pattern(random))).With("pattern_type", JsonPiece.Text(random.OneIn(12) ? "yara" : "stix"))
                .With("valid_from", JsonPiece.Text(random.Pick(s_times))),
            "domain-name" or "ipv4-addr" or "ipv6-addr" or "url" or "email-addr" =>
                thing.With("value", JsonPiece.Text(IocTexts.Of(random.OneIn(5) ? "" : TypeOf(type), random))),
            "file" or "artifact" => thing.With("hashes", Hashes(random)).With("name", JsonPiece.Text("a.exe")),
            "relationship" =>
                Refer(Refer(thing.With("relationship_type", RelationshipType(random)), "source_ref", ids, random), "target_ref", ids, random),
            "observed-data" => thing.With("first_observed", JsonPiece.Text(random.Pick(s_times))).With("objects", Inner(random)),
            "marking-definition" => thing.With("definition_type", JsonPiece.Text("tlp"))
                .With("definition", JsonPiece.Object(("tlp", JsonPiece.Text(random.Pick(["red", "amber", "x"]))))),
            "malware" or "threat-actor" =>
                thing.With("name", JsonPiece.Text(random.Pick(["Made up", "\u0007bell", "", "a\nb"]))).With("labels", JsonPiece.List(JsonPiece.Text("trojan"))),
            "report" or "grouping" => Refer(thing, "object_refs", ids, random),
            _ => thing,
        };
    }

    private static JsonPiece Refer(JsonPiece thing, string by, List<string> ids, FuzzRandom random) => thing.With(
        by,
        by.EndsWith("refs", StringComparison.Ordinal)
            ? JsonPiece.List([.. Enumerable.Range(0, random.Length(6, 300)).Select(_ => JsonPiece.Text(random.Pick(ids)))])
            : JsonPiece.Text(random.Pick(ids)));

    private static JsonPiece Hashes(FuzzRandom random) => JsonPiece.Object(
        [.. new[] { "MD5", "SHA-1", "SHA-256", "SHA-512", "SSDEEP", "sha256" }.Where(_ => random.OneIn(2))
            .Select(h => (h, JsonPiece.Text(IocTexts.Hash(random))))]);

    private static JsonPiece Inner(FuzzRandom random) => JsonPiece.Object(
        ("0", JsonPiece.Object(("type", JsonPiece.Text("domain-name")), ("value", JsonPiece.Text(IocTexts.Domain(random))),
            ("resolves_to_refs", JsonPiece.List(JsonPiece.Text("1"))))),
        ("1", JsonPiece.Object(("type", JsonPiece.Text("ipv4-addr")), ("value", JsonPiece.Text(IocTexts.Ipv4(random))))),
        ("2", JsonPiece.Object(("type", JsonPiece.Text("network-traffic")), ("src_ref", JsonPiece.Text("1")), ("dst_ref", JsonPiece.Text("0")))));

    private static string Id(string type, int number) => string.Create(CultureInfo.InvariantCulture, $"{type}--00000000-0000-4000-8000-{number:d12}");
}
