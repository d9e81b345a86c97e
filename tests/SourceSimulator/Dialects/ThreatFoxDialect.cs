using System.Globalization;
using System.Text.Json;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>ThreatFox: one address, JSON in; <c>data</c> is a list of rows, or a sentence when nothing is found. Addresses come as ip:port. One page.</summary>
internal sealed class ThreatFoxDialect : AbuseChDialect
{
    public override string Source => "ThreatFox";

    public override Question? Read(DialectRequest request)
    {
        if (!request.Is("POST", "api", "v1"))
        {
            return null;
        }

        return Text(request.Json, "query") switch
        {
            "search_ioc" when Text(request.Json, "search_term") is { Length: > 0 } term =>
                new("search_ioc", IsHash(term) ? IocType.File : term.Contains("://", StringComparison.Ordinal) ? IocType.Url : TypeOf(term), term),
            "search_hash" when Text(request.Json, "hash") is { Length: > 0 } hash => new("search_hash", IocType.File, hash),
            _ => new("unknown", null, ""),
        };
    }

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        var rows = question switch
        {
            { Operation: "search_ioc", Type: IocType.IpAddress } =>
                About(question.Value + ":443", "ip:port", knowledge.Find(SourceRelations.ThreatFoxAddressSample, question.Value)),
            { Operation: "search_ioc", Type: IocType.Domain } =>
                About(question.Value, "domain", knowledge.Find(SourceRelations.ThreatFoxDomainSample, question.Value)),
            { Operation: "search_ioc" } => [],
            { Operation: "search_hash" } when question.Value.Length == 40 || !IsHash(question.Value) => null,
            { Operation: "search_hash" } => OfSample(question.Value, knowledge),
            _ => null,
        };
        return rows is null ? Status(question.Operation == "search_hash" ? "illegal_hash" : "unknown_operation").Refused()
            : rows.Count == 0 ? Reply.Json(new { query_status = "no_result", data = "Your search did not yield any results" })
            : Reply.Json(new { query_status = "ok", data = rows });
    }

    private static string? Text(JsonElement? json, string member) =>
        json is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static List<object> About(string ioc, string type, IReadOnlyList<Sighting>? samples) => samples is null
        ? []
        : [Row(290_000, ioc, type, samples.Count > 0 ? samples[0] : new Sighting(ioc), [.. samples.Select(seen => seen.Value)])];

    private static List<object> OfSample(string hash, Knowledge knowledge)
    {
        // Rows of two kinds in turn, as a feed has them.
        var addresses = (knowledge.Find(SourceRelations.ThreatFoxFileAddress, hash) ?? [])
            .Select(seen => (Seen: seen, Type: "ip:port", Ioc: seen.Value + ":8080"));
        var domains = (knowledge.Find(SourceRelations.ThreatFoxFileDomain, hash) ?? []).Select(seen => (Seen: seen, Type: "domain", Ioc: seen.Value));
        return [.. addresses.Concat(domains).Select((row, i) => Row(291_000 + i, row.Ioc, row.Type, row.Seen, []))];
    }

    private static object Row(int id, string ioc, string type, Sighting seen, IReadOnlyList<string> samples) => new
    {
        id = id.ToString(CultureInfo.InvariantCulture),
        ioc,
        threat_type = "botnet_cc",
        threat_type_desc = "Indicator that identifies a botnet command&control server (C&C)",
        ioc_type = type,
        ioc_type_desc = "",
        malware = "win.loader",
        malware_printable = "Loader",
        malware_alias = (string?)null,
        malware_malpedia = (string?)null,
        confidence_level = 75,
        first_seen = Knowledge.Spaced(seen.First) + " UTC",
        last_seen = samples.Count % 2 == 0 ? Knowledge.Spaced(seen.Last) + " UTC" : null,
        reference = (string?)null,
        reporter = "someone",
        tags = (string[]?)null,
        malware_samples = samples.Select(hash => new
        {
            time_stamp = Knowledge.Spaced(seen.First) + " UTC",
            md5_hash = FileRecord.Of(hash).Md5,
            sha256_hash = hash,
            malware_bazaar = $"https://bazaar.abuse.ch/sample/{hash}/",
        }),
    };
}
