using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>AlienVault OTX: sections of an indicator, naive times; a list that is empty is not there at all, and counts mean nothing.</summary>
internal sealed class OtxDialect : Dialect
{
    private const int UsualLimit = 10;
    private const int NonsenseCount = 2_189_582;

    public override string Source => "OTX";

    public override Question? Read(DialectRequest request)
    {
        if (!request.Is("GET", "api", "v1", "indicators", "*", "*", "*"))
        {
            return null;
        }

        IocType? type = request.Segments[3] switch
        {
            "IPv4" or "IPv6" => IocType.IpAddress,
            "domain" or "hostname" => IocType.Domain,
            "file" => IocType.File,
            "url" => IocType.Url,
            _ => null,
        };
        var page = request.Number("page", 1);
        return type is null || request.Segments[5] is not ("general" or "passive_dns" or "url_list" or "malware" or "analysis")
            ? null
            : new(request.Segments[5], type, request.Segments[4], page <= 1 ? null : request.Parameter("page"));
    }

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        var isAddress = question.Type == IocType.IpAddress;
        return (question.Operation, question.Type) switch
        {
            ("passive_dns", IocType.IpAddress or IocType.Domain) => PassiveDns(question.Value, isAddress, knowledge),
            ("url_list", IocType.IpAddress or IocType.Domain) =>
                UrlList(request, question.Value, isAddress ? SourceRelations.OtxAddressUrl : SourceRelations.OtxDomainUrl, knowledge),
            ("malware", IocType.IpAddress or IocType.Domain) =>
                Malware(request, question.Value, isAddress ? SourceRelations.OtxAddressMalware : SourceRelations.OtxDomainMalware, knowledge),
            ("analysis", IocType.File) => Analysis(question.Value, knowledge),
            ("general", _) => General(question, knowledge),
            _ => Reply.Json(new { detail = "endpoint not found" }, 404).Refused(),
        };
    }

    public override string? KeyOf(DialectRequest request) => request.Header("X-OTX-API-KEY");

    public override Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted) =>
        key is null ? Reply.Json(new { detail = "Anonymous access to this endpoint is limited. Please authenticate." }, 403)
        : isAccepted ? null
        : Reply.Json(new { detail = "Authentication required" }, 403);

    public override Reply Error(int status) => Reply.Json(new { detail = status == 429 ? "Request was throttled." : "Error" }, status);

    public override Reply QuotaInSuccess() => Reply.Json(new { detail = "Anonymous access to this endpoint is limited. Please authenticate." });

    private static Reply PassiveDns(string value, bool isAddress, Knowledge knowledge)
    {
        var found = knowledge.Find(isAddress ? SourceRelations.OtxName : SourceRelations.OtxAddress, value);
        if (found is not { Count: > 0 })
        {
            return found is null ? Reply.Json(new { count = 0 }) : Reply.Json(new { passive_dns = Array.Empty<object>(), count = 0 });
        }

        var rows = found.Select(seen => new
        {
            address = isAddress ? value : seen.Value,
            first = Knowledge.Iso(seen.First),
            last = Knowledge.Iso(seen.Last),
            hostname = isAddress ? seen.Value : value,
            record_type = "A",
            indicator_link = "/indicator/" + (isAddress ? "hostname/" + seen.Value : "domain/" + value),
            asset_type = "hostname",
            asn = "ASNone ",
        }).ToList();
        if (!isAddress)
        {
            rows.Add(rows[0] with { address = "NXDOMAIN" });
        }

        return Reply.Json(new { passive_dns = rows, count = rows.Count });
    }

    private static Reply UrlList(DialectRequest request, string value, SourceRelation relation, Knowledge knowledge)
    {
        var number = request.Number("page", 1);
        var size = knowledge.PageSize(request.Number("limit", UsualLimit));
        var all = knowledge.Find(relation, value) ?? [];
        var (rows, next) = knowledge.Cut(all, (number - 1) * size, size);
        if (rows.Count == 0)
        {
            // As the real one does: more pages promised, and none there.
            return Reply.Json(new { page_num = number, limit = size, paged = true, has_next = true, full_size = 0, actual_size = 0 });
        }

        var list = rows.Select(seen => new
        {
            url = seen.Value,
            date = Knowledge.Iso(seen.Last),
            domain = HostOf(seen.Value),
            hostname = HostOf(seen.Value),
            result = new { urlworker = new { ip = "", http_code = 200 }, safebrowsing = new { matches = Array.Empty<object>() } },
            httpcode = 200,
            gsb = Array.Empty<object>(),
            encoded = Uri.EscapeDataString(seen.Value),
        });
        return Reply.Json(new
        {
            url_list = list,
            page_num = number,
            limit = size,
            paged = true,
            has_next = next is not null,
            full_size = NonsenseCount,
            actual_size = NonsenseCount,
        });
    }

    private static Reply Malware(DialectRequest request, string value, SourceRelation relation, Knowledge knowledge)
    {
        var size = knowledge.PageSize(request.Number("limit", UsualLimit));
        var all = knowledge.Find(relation, value) ?? [];
        var (rows, _) = knowledge.Cut(all, (request.Number("page", 1) - 1) * size, size);
        if (all.Count == 0)
        {
            return Reply.Json(new { size = 0, count = 0 });
        }

        var data = rows.Select(seen => new
        {
            datetime_int = seen.Last.ToUnixTimeSeconds(),
            hash = seen.Value,
            detections = new { avast = (string?)null, clamav = "Win.Downloader.50691-1" },
            date = Knowledge.Iso(seen.Last),
        });
        return Reply.Json(new { data, size = NonsenseCount, count = NonsenseCount });
    }

    private static Reply Analysis(string value, Knowledge knowledge)
    {
        if (!knowledge.IsKnown("OTX", value))
        {
            return Reply.Json(new { malware = new { }, page_type = "generic", analysis = (object?)null });
        }

        var file = FileRecord.Of(value);
        var results = new
        {
            sha1 = file.Sha1,
            file_class = "PEXE",
            file_type = "PE32 executable",
            filesize = "437760",
            ssdeep = "",
            sha256 = file.Sha256,
            md5 = file.Md5,
        };
        return Reply.Json(new
        {
            malware = new { },
            page_type = "PEXE",
            analysis = new { info = new { results }, hash = file.Sha256, datetime_int = "2016-04-14T12:24:43", plugins = new { } },
        });
    }

    private static Reply General(Question question, Knowledge knowledge)
    {
        if (!knowledge.IsKnown("OTX", question.Value))
        {
            return Reply.Json(new { detail = "endpoint not found" }, 404);
        }

        var pulse = new
        {
            name = "Recent campaign",
            tags = new[] { "loader", "campaign" },
            adversary = "",
            malware_families = new[] { new { display_name = "Loader" } },
            attack_ids = Array.Empty<object>(),
            TLP = "white",
            created = "2021-03-04T05:06:07.123000",
            modified = "2021-03-04T05:06:07.123000",
        };
        return Reply.Json(new
        {
            indicator = question.Value,
            pulse_info = new { count = 1, pulses = new[] { pulse } },
            validation = Array.Empty<object>(),
            false_positive = Array.Empty<object>(),
        });
    }

    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : url;
}
