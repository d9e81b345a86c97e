using System.Globalization;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>URLhaus: forms in, host to URLs, URL to payloads, payload to URLs; numbers as text, times with " UTC". One page, a thousand rows at most.</summary>
internal sealed class UrlhausDialect : AbuseChDialect
{
    private const int MostUrls = 1_000;

    public override string Source => "URLhaus";

    public override Question? Read(DialectRequest request)
    {
        if (request.Method != "POST" || request.Segments.Count != 2 || request.Segments[0] != "v1")
        {
            return null;
        }

        return request.Segments[1] switch
        {
            "host" when request.Field("host") is { Length: > 0 } host => new("host", TypeOf(host), host),
            "url" when request.Field("url") is { Length: > 0 } url => new("url", IocType.Url, url),
            "payload" when (request.Field("sha256_hash") ?? request.Field("md5_hash")) is { Length: > 0 } hash => new("payload", IocType.File, hash),
            "host" or "url" or "payload" => new(request.Segments[1], null, ""),
            _ => null,
        };
    }

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge) => question.Operation switch
    {
        _ when question.Type is null => Status("http_post_expected").Refused(),
        "host" => Host(question, knowledge),
        "url" => Url(question.Value, knowledge),
        _ => Payload(request, question.Value, knowledge),
    };

    private static string Utc(DateTimeOffset time) => Knowledge.Spaced(time) + " UTC";

    private static Reply Host(Question question, Knowledge knowledge)
    {
        var found = knowledge.Find(question.Type == IocType.IpAddress ? SourceRelations.UrlhausAddressUrl : SourceRelations.UrlhausDomainUrl, question.Value);
        if (found is not { Count: > 0 })
        {
            return Status("no_results");
        }

        return Reply.Json(new
        {
            query_status = "ok",
            urlhaus_reference = $"https://urlhaus.abuse.ch/host/{question.Value}/",
            host = question.Value,
            firstseen = Utc(found.Min(seen => seen.First)),
            url_count = found.Count.ToString(CultureInfo.InvariantCulture),
            blacklists = new { spamhaus_dbl = "not listed", surbl = "not listed" },
            urls = found.Take(MostUrls).Select(Row),
        });
    }

    private static object Row(Sighting seen, int number) => new
    {
        id = (165_000 + number).ToString(CultureInfo.InvariantCulture),
        urlhaus_reference = $"https://urlhaus.abuse.ch/url/{165_000 + number}/",
        url = seen.Value,
        url_status = "online",
        date_added = Utc(seen.First),
        threat = "malware_download",
        reporter = "someone",
        larted = "true",
        takedown_time_seconds = (string?)null,
        tags = number % 2 == 0 ? new[] { "elf", "mirai" } : null,
    };

    private static Reply Url(string url, Knowledge knowledge)
    {
        var found = knowledge.Find(SourceRelations.UrlhausUrlPayload, url);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return Status("invalid_url").Refused();
        }

        if (found is null)
        {
            return Status("no_results");
        }

        var payloads = found.Select(seen => new
        {
            firstseen = Knowledge.Day(seen.First),
            filename = (string?)null,
            file_type = "exe",
            response_size = "179664",
            response_md5 = FileRecord.Of(seen.Value).Md5,
            response_sha256 = seen.Value,
            signature = (string?)null,
            virustotal = (object?)null,
        });
        return Reply.Json(new
        {
            query_status = "ok",
            id = "105821",
            url,
            url_status = "online",
            host = uri.Host,
            date_added = "2019-01-19 01:33:26 UTC",
            last_online = (string?)null,
            threat = "malware_download",
            tags = (string[]?)null,
            payloads,
        });
    }

    private static Reply Payload(DialectRequest request, string hash, Knowledge knowledge)
    {
        var length = request.Field("sha256_hash") is null ? 32 : 64;
        if (hash.Length != length || !IsHash(hash))
        {
            return Status(length == 32 ? "invalid_md5" : "invalid_sha256").Refused();
        }

        var found = knowledge.Find(SourceRelations.UrlhausFileUrl, hash);
        if (found is not { Count: > 0 })
        {
            return Status("no_results");
        }

        var file = FileRecord.Of(hash);
        return Reply.Json(new
        {
            query_status = "ok",
            md5_hash = file.Md5,
            sha256_hash = file.Sha256,
            file_type = "exe",
            file_size = "179664",
            signature = "Loader",
            firstseen = Utc(found.Min(seen => seen.First)),
            lastseen = (string?)null,
            url_count = found.Count.ToString(CultureInfo.InvariantCulture),
            urls = found.Take(MostUrls).Select((seen, i) => new
            {
                url_id = (165_000 + i).ToString(CultureInfo.InvariantCulture),
                url = seen.Value,
                url_status = "offline",
                firstseen = Utc(seen.First),
                lastseen = (string?)null,
            }),
        });
    }
}
