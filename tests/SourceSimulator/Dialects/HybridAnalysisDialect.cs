using System.Globalization;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>
/// Hybrid Analysis: forms in, an array of reports out for a hash and an object for terms; who does not call himself Falcon Sandbox is refused. Every answer
/// says what is left in Api-Limits. It has no pages.
/// </summary>
internal sealed class HybridAnalysisDialect : Dialect
{
    public override string Source => "HybridAnalysis";

    public override Question? Read(DialectRequest request)
    {
        if (request.Is("POST", "api", "v2", "search", "hash") || request.Is("GET", "api", "v2", "search", "hash"))
        {
            return (request.Field("hash") ?? request.Parameter("hash")) is { Length: > 0 } hash
                ? new("search_hash", IocType.File, hash)
                : new("search_hash", null, "");
        }

        return !request.Is("POST", "api", "v2", "search", "terms") ? null
            : request.Field("domain") is { Length: > 0 } domain ? new("search_terms", IocType.Domain, domain)
            : request.Field("host") is { Length: > 0 } host ? new("search_terms", IocType.IpAddress, host)
            : new("search_terms", null, "");
    }

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        if (question.Type is null)
        {
            return Reply.Json(new { message = "Failed to get data from request" }, 400).Refused();
        }

        return question.Type == IocType.File ? Reports(question.Value, knowledge) : Terms(question, knowledge);
    }

    public override string? KeyOf(DialectRequest request) => request.Header("api-key");

    public override Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted) =>
        request.Header("User-Agent") != "Falcon Sandbox" ? Reply.Json(new { message = "The user agent is not allowed" }, 403)
        : key is not null && isAccepted ? null
        : Reply.Json(new { message = "API key is invalid" }, 403);

    public override Reply Error(int status) => Reply.Json(new { message = status == 429 ? "Exceeded maximum API requests per minute" : "Error" }, status);

    public override Reply QuotaInSuccess() => Reply.Json(new { message = "Exceeded maximum API requests per minute" });

    public override Reply WithUsualHeaders(Reply reply) => reply.With(
        "Api-Limits", string.Create(CultureInfo.InvariantCulture,
            $$"""{"limits":{"minute":200,"hour":2000},"used":{"minute":1,"hour":1},"limit_reached":{{(reply.Status == 429 ? "true" : "false")}}}"""));

    private static Reply Reports(string hash, Knowledge knowledge)
    {
        var addresses = knowledge.Find(SourceRelations.HybridAddress, hash);
        var domains = knowledge.Find(SourceRelations.HybridDomain, hash);
        var files = knowledge.Find(SourceRelations.HybridExtracted, hash);
        if (addresses is null && domains is null && files is null)
        {
            return Reply.Json(Array.Empty<object>());
        }

        // The same file in two environments; the second saw only the first half.
        return Reply.Json(new[]
        {
            Report(hash, 120, addresses ?? [], domains ?? [], files ?? []),
            Report(hash, 110, Half(addresses), Half(domains), Half(files)),
        });
    }

    private static Sighting[] Half(IReadOnlyList<Sighting>? all) => [.. (all ?? []).Take((all?.Count ?? 0) / 2)];

    private static object Report(string hash, int environment, IReadOnlyList<Sighting> addresses, IReadOnlyList<Sighting> domains,
        IReadOnlyList<Sighting> files)
    {
        var file = FileRecord.Of(hash);
        return new
        {
            job_id = "5e2bdfa5ead45a359b7ef88b",
            environment_id = environment,
            submit_name = "setup.exe",
            md5 = file.Md5,
            sha1 = file.Sha1,
            sha256 = file.Sha256,
            sha512 = (string?)null,
            vx_family = (string?)null,
            analysis_start_time = "2020-01-25T06:26:53+00:00",
            threat_score = 75,
            verdict = "malicious",
            domains = domains.Select(seen => seen.Value),
            classification_tags = Array.Empty<string>(),
            compromised_hosts = Array.Empty<string>(),
            hosts = addresses.Select(seen => seen.Value),
            extracted_files = files.Select(seen => new
            {
                name = "dropped.exe",
                sha1 = FileRecord.Of(seen.Value).Sha1,
                sha256 = seen.Value,
                md5 = FileRecord.Of(seen.Value).Md5,
                threat_level_readable = "malicious",
            }),
            tags = Array.Empty<string>(),
            processes = Array.Empty<object>(),
            mitre_attcks = new[] { new { tactic = "Persistence", technique = "Hooking", attck_id = "T1179" } },
            submissions = Array.Empty<object>(),
        };
    }

    private static Reply Terms(Question question, Knowledge knowledge)
    {
        var isDomain = question.Type == IocType.Domain;
        var found = knowledge.Find(isDomain ? SourceRelations.HybridDomainFile : SourceRelations.HybridAddressFile, question.Value) ?? [];
        var result = found.Select(seen => (object)new
        {
            verdict = "malicious",
            av_detect = "61",
            threat_score = 100,
            vx_family = (string?)null,
            job_id = "5e2bdfa5ead45a359b7ef88b",
            sha256 = seen.Value,
            environment_id = 120,
            analysis_start_time = Knowledge.Spaced(seen.First),
            submit_name = "sample.exe",
        }).ToList();
        if (result.Count > 0)
        {
            // A scan without a sample.
            result.Add(new { verdict = "no specific threat", sha256 = (string?)null, environment_id = (int?)null, submit_name = "https://scan/" });
        }

        return Reply.Json(new { search_terms = new[] { new { id = isDomain ? "domain" : "host", value = question.Value } }, count = result.Count, result });
    }
}
