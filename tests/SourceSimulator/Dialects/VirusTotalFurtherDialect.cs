using System.Text;
using IocExplorer.SourceSimulator.Answers;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>
/// What VirusTotal tells beside the six relations of the original tool: further relations, and the objects themselves with their verdicts. Related objects in
/// pages, by cursor and by link.
/// </summary>
internal sealed class VirusTotalFurtherDialect : Dialect
{
    private const int UsualLimit = 10;
    private const int MostOnAPage = 40;

    private static readonly Dictionary<(string Collection, string Relation), SourceRelation> Relations = new()
    {
        [("ip_addresses", "resolutions")] = SourceRelations.VirusTotalAddressResolution,
        [("ip_addresses", "communicating_files")] = SourceRelations.VirusTotalAddressCommunicating,
        [("ip_addresses", "referrer_files")] = SourceRelations.VirusTotalAddressReferrer,
        [("domains", "subdomains")] = SourceRelations.VirusTotalSubdomain,
        [("domains", "siblings")] = SourceRelations.VirusTotalSibling,
        [("domains", "communicating_files")] = SourceRelations.VirusTotalDomainCommunicating,
        [("domains", "referrer_files")] = SourceRelations.VirusTotalDomainReferrer,
        [("files", "dropped_files")] = SourceRelations.VirusTotalDropped,
        [("files", "bundled_files")] = SourceRelations.VirusTotalBundled,
        [("files", "contacted_urls")] = SourceRelations.VirusTotalContactedUrl,
        [("urls", "last_serving_ip_address")] = SourceRelations.VirusTotalUrlServer,
        [("urls", "network_location")] = SourceRelations.VirusTotalUrlLocation,
        [("urls", "downloaded_files")] = SourceRelations.VirusTotalUrlDownload,
    };

    public override string Source => "VirusTotal";

    public override Question? Read(DialectRequest request)
    {
        var path = request.Segments;
        if (request.Method != "GET" || path.Count is not (4 or 5) || path[0] != "api" || path[1] != "v3")
        {
            return null;
        }

        var type = path[2] switch
        {
            "ip_addresses" => IocType.IpAddress,
            "domains" => IocType.Domain,
            "files" => IocType.File,
            "urls" => IocType.Url,
            _ => (IocType?)null,
        };
        var value = type == IocType.Url ? UrlOf(path[3]) : path[3];
        return type is null ? null
            : path.Count == 4 ? new($"{path[2]}/object", type, value)
            : Relations.ContainsKey((path[2], path[4])) ? new($"{path[2]}/{path[4]}", type, value, request.Parameter("cursor"))
            : null;
    }

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        if (request.Segments.Count == 4)
        {
            return knowledge.IsKnown(Source, question.Value)
                ? Reply.Json(new { data = Object(question.Type!.Value, question.Value) })
                : NotFound(question.Value);
        }

        var relation = Relations[(request.Segments[2], request.Segments[4])];
        if (knowledge.Find(relation, question.Value) is not { } found)
        {
            return NotFound(question.Value);
        }

        if (relation.Most == 1)
        {
            return Reply.Json(new
            {
                data = found.Count == 0 ? null : Item(relation, question.Value, found[0]),
                links = new { self = knowledge.Server + request.Path },
            });
        }

        var limit = request.Number("limit", UsualLimit);
        var offset = question.Page is { } text && Cursor.TryRead(text, out var cursor) ? cursor.Offset : 0;
        if (limit is < 1 or > MostOnAPage)
        {
            return Reply.Json(new { error = new { code = "BadRequestError", message = $"Argument 'limit' must be between 1 and {MostOnAPage}" } }, 400)
                .Refused();
        }

        var (rows, next) = knowledge.Cut(found, offset, limit);
        var self = $"{knowledge.Server}{request.Path}?limit={limit}";
        var data = rows.Select(seen => Item(relation, question.Value, seen));
        return next is { } at
            ? Reply.Json(new
            {
                data,
                meta = new { count = found.Count, cursor = Cursor.For(at) },
                links = new { self, next = $"{self}&cursor={Uri.EscapeDataString(Cursor.For(at))}" },
            })
            : Reply.Json(new { data, meta = new { count = found.Count }, links = new { self } });
    }

    public override string? KeyOf(DialectRequest request) => request.Header("x-apikey");

    public override Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted) =>
        key is null ? Reply.Json(new { error = new { code = "AuthenticationRequiredError", message = "X-Apikey header is missing" } }, 401)
        : isAccepted ? null
        : Error(401);

    public override Reply Error(int status)
    {
        var (code, message) = ErrorTexts.Of(status);
        return Reply.Json(new { error = new { code, message } }, status);
    }

    public override Reply QuotaInSuccess() => Reply.Json(new { error = new { code = "QuotaExceededError", message = "Quota exceeded" } });

    /// <summary>As <c>malicious</c> in the statistics of the last analysis: 0 to 59.</summary>
    public static int MaliciousOf(string value) => Knowledge.Number("virustotal malicious", value, 60);

    private static Reply NotFound(string value) => Reply.Json(new { error = new { code = "NotFoundError", message = $"{value} not found" } }, 404);

    private static object Object(IocType type, string value)
    {
        var stats = new { harmless = 10, malicious = MaliciousOf(value), suspicious = 0, undetected = 20, timeout = 0 };
        return type switch
        {
            IocType.File => new
            {
                type = "file",
                id = FileRecord.Of(value).Sha256,
                attributes = new
                {
                    sha256 = FileRecord.Of(value).Sha256,
                    md5 = FileRecord.Of(value).Md5,
                    sha1 = FileRecord.Of(value).Sha1,
                    last_analysis_stats = stats,
                    reputation = -5,
                    type_description = "Win32 EXE",
                    tags = new[] { "peexe" },
                    popular_threat_classification = new { suggested_threat_label = "trojan.loader/agent" },
                },
            },
            IocType.IpAddress => new
            {
                type = "ip_address",
                id = value,
                attributes = new
                {
                    last_analysis_stats = stats,
                    reputation = 0,
                    as_owner = "Hosting Partners",
                    asn = 64_496,
                    country = "NL",
                    tags = Array.Empty<string>(),
                },
            },
            IocType.Domain => new
            {
                type = "domain",
                id = value,
                attributes = new
                {
                    last_analysis_stats = stats,
                    reputation = 0,
                    registrar = "Registrar Partners",
                    popularity_ranks = new { Umbrella = new { rank = 131_771, timestamp = 1_649_433_601 } },
                    tags = Array.Empty<string>(),
                },
            },
            _ => (object)new { type = "url", id = "0", attributes = new { url = value, last_analysis_stats = stats, title = "Sign in" } },
        };
    }

    private static object Item(SourceRelation relation, string asked, Sighting seen) => relation.Name switch
    {
        "ip_resolutions" => new
        {
            type = "resolution",
            id = asked + seen.Value,
            attributes = new { date = seen.Last.ToUnixTimeSeconds(), host_name = seen.Value, ip_address = asked, resolver = "VirusTotal" },
        },
        _ when relation.Yields == IocType.File => new
        {
            type = "file",
            id = seen.Value,
            attributes = new
            {
                sha256 = seen.Value,
                md5 = FileRecord.Of(seen.Value).Md5,
                sha1 = FileRecord.Of(seen.Value).Sha1,
                type_description = "Win32 EXE",
            },
        },
        _ when relation.Yields == IocType.Url => new
        {
            type = "url",
            id = Encode(seen.Value),
            attributes = new { url = seen.Value, title = "Sign in" },
            context_attributes = new { url = seen.Value },
        },
        _ => (object)new { type = relation.Yields == IocType.IpAddress ? "ip_address" : "domain", id = seen.Value, attributes = new { reputation = 0 } },
    };

    private static string Encode(string url) => Convert.ToBase64String(Encoding.UTF8.GetBytes(url)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string UrlOf(string id)
    {
        var text = id.Replace('-', '+').Replace('_', '/');
        text += new string('=', (4 - (text.Length % 4)) % 4);
        return System.Buffers.Text.Base64.IsValid(text) && !IsHash(id) ? Encoding.UTF8.GetString(Convert.FromBase64String(text)) : id;
    }
}
