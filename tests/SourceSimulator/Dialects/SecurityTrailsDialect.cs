using System.Text.Json;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>SecurityTrails: history in pages by number, lists by a JSON filter, days without a time; the wrong key is a sentence in plain text.</summary>
internal sealed class SecurityTrailsDialect : Dialect
{
    private const int RowsOnAPage = 100;

    public override string Source => "SecurityTrails";

    public override Question? Read(DialectRequest request)
    {
        var page = request.Number("page", 1) <= 1 ? null : request.Parameter("page");
        if (request.Is("GET", "v1", "history", "*", "dns", "*"))
        {
            return new($"history/{request.Segments[4]}", IocType.Domain, request.Segments[2], page);
        }

        if (request.Is("GET", "v1", "domain", "*", "subdomains"))
        {
            return new("subdomains", IocType.Domain, request.Segments[2]);
        }

        return !request.Is("POST", "v1", "domains", "list") ? null
            : Filter(request, "ipv4") is { } address ? new("list/ipv4", IocType.IpAddress, address, page)
            : Filter(request, "whois_email") is { } email ? new("list/whois_email", IocType.Email, email, page)
            : new("list", null, "", page);
    }

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge) => question.Operation switch
    {
        "history/a" => History(request, question.Value, knowledge),
        "subdomains" => Subdomains(question.Value, knowledge),
        "list/ipv4" => List(request, question.Value, "ipv4", SourceRelations.SecurityTrailsName, knowledge),
        "list/whois_email" => List(request, question.Value, "whois_email", SourceRelations.SecurityTrailsOwned, knowledge),
        "list" => Reply.Json(new { message = "Invalid filter" }, 400).Refused(),
        _ => Reply.Json(new { type = question.Operation, records = Array.Empty<object>(), pages = 0, endpoint = request.Path }),
    };

    public override string? KeyOf(DialectRequest request) => request.Header("APIKEY");

    public override Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted) =>
        key is not null && isAccepted ? null : Reply.Text("Please check user credentials", 401);

    public override Reply Error(int status) => status == 401 ? Reply.Text("Please check user credentials", 401)
        : Reply.Json(new { message = status == 429 ? "You've exceeded the usage limits for your account." : "Error" }, status);

    public override Reply QuotaInSuccess() => Reply.Json(new { message = "You've exceeded the usage limits for your account." });

    public override Reply WithUsualHeaders(Reply reply) => reply.With("X-Ratelimit-Limit-Second", "5");

    private static string? Filter(DialectRequest request, string name) =>
        request.Json is { ValueKind: JsonValueKind.Object } body
        && body.TryGetProperty("filter", out var filter) && filter.ValueKind == JsonValueKind.Object
        && filter.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static Reply History(DialectRequest request, string domain, Knowledge knowledge)
    {
        if (knowledge.Find(SourceRelations.SecurityTrailsAddress, domain) is not { } found)
        {
            return Reply.Json(new { message = "Invalid domain" }, 404);
        }

        var size = knowledge.PageSize(RowsOnAPage);
        var (rows, _) = knowledge.Cut(found, (Math.Max(1, request.Number("page", 1)) - 1) * size, size);
        var records = rows.Select(seen => new
        {
            values = new[] { new { ip_count = 1, ip = seen.Value } },
            type = "a",
            organizations = new[] { "Hosting Partners" },
            last_seen = Knowledge.Day(seen.Last),
            first_seen = Knowledge.Day(seen.First),
        });
        return Reply.Json(new { type = "a/ipv4", records, pages = (found.Count + size - 1) / size, endpoint = request.Path });
    }

    private static Reply Subdomains(string domain, Knowledge knowledge) => knowledge.Find(SourceRelations.SecurityTrailsSubdomain, domain) is not { } found
        ? Reply.Json(new { message = "Invalid domain" }, 404)
        : Reply.Json(new
        {
            subdomains = found.Where(seen => seen.Value.EndsWith("." + domain, StringComparison.Ordinal)).Select(seen => seen.Value[..^(domain.Length + 1)]),
            subdomain_count = found.Count,
            endpoint = $"/v1/domain/{domain}/subdomains",
            meta = new { limit_reached = false },
        });

    private static Reply List(DialectRequest request, string value, string filter, SourceRelation relation, Knowledge knowledge)
    {
        var found = knowledge.Find(relation, value) ?? [];
        var size = knowledge.PageSize(RowsOnAPage);
        var page = Math.Max(1, request.Number("page", 1));
        var (rows, _) = knowledge.Cut(found, (page - 1) * size, size);
        var records = rows.Select(seen => new
        {
            whois = new { registrar = (string?)null, expiresDate = (long?)null, createdDate = seen.First.ToUnixTimeMilliseconds() },
            mail_provider = Array.Empty<string>(),
            hostname = seen.Value,
            host_provider = new[] { "Hosting Partners" },
            computed = new { company_name = (string?)null },
            alexa_rank = (int?)null,
        });
        var pages = (found.Count + size - 1) / size;
        return Reply.Json(new
        {
            records,
            record_count = found.Count,
            meta = new { total_pages = pages, query = $"{filter} = '{value}'", page, max_page = pages },
            endpoint = "/v1/domains/list",
        });
    }
}
