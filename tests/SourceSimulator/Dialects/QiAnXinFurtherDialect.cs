using IocExplorer.SourceSimulator.Answers;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>
/// QiAnXin's newer addresses: passive DNS both ways, whois by column, verdicts. The platform's key stands in two headers and is checked when it is there; TI's
/// stands in the query.
/// </summary>
internal sealed class QiAnXinFurtherDialect : Dialect
{
    private const int UsualLimit = 10;

    public override string Source => "QiAnXin";

    public override Question? Read(DialectRequest request)
    {
        var path = request.Segments.SkipWhile(segment => segment == "v3").ToList();
        var lastKey = request.Parameter("lastkey") is { Length: > 0 } key ? key : null;
        return (request.Method, path) switch
        {
            ("GET", ["flint", "rrset", var name]) => new("flint/rrset", IocType.Domain, name, lastKey),
            ("GET", ["flint", "rdata", var value]) => new("flint/rdata", TypeOf(value), value, lastKey),
            ("GET", ["whois", "detail", var name]) => new("whois/detail", IocType.Domain, name),
            ("GET", ["whois", "reverse"]) when request.Parameter("column") == "email" => new("whois/reverse", IocType.Email, request.Parameter("value") ?? ""),
            ("GET", ["api", "v2", "malfile"]) => new("malfile", IocType.File, request.Parameter("param") ?? ""),
            ("GET", ["api", "v2", "compromise"]) => Compromise(request.Parameter("param") ?? ""),
            ("GET", ["ip", "v3" or "v2.1", "reputation"]) =>
                new("ip/reputation", IocType.IpAddress, request.Parameter("param") ?? request.Parameter("ip") ?? ""),
            _ => null,
        };
    }

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge) => question.Operation switch
    {
        "flint/rrset" => Flint(request, question,
            [.. (knowledge.World.Find(RelationKind.FlintAddress, question.Value) ?? []).Select(value => new Sighting(value))], knowledge),
        "flint/rdata" => Flint(request, question, knowledge.Find(SourceRelations.QiAnXinName, question.Value) ?? [], knowledge),
        "whois/detail" => Reply.Json(new
        {
            code = 200,
            status = "ok",
            data = new
            {
                mergeStatus = 0,
                registrantEmail = knowledge.World.Find(RelationKind.RegistrantEmail, question.Value) ?? [],
                registrantName = new[] { "Domain Owner" },
                createdDate = new[] { "2016-02-03 04:05:06" },
            },
        }),
        "whois/reverse" => Reply.Json(new { code = 200, status = "ok", data = knowledge.World.Find(RelationKind.ReverseEmailDomain, question.Value) ?? [] }),
        "malfile" => MalFile(question.Value, knowledge),
        "compromise" => Reply.Json(new
        {
            status = 10000,
            message = "success",
            data = knowledge.IsKnown(Source, question.Value) ? new[] { Verdict(question.Value) } : [],
        }),
        _ => Reputation(question.Value, knowledge),
    };

    public override string? KeyOf(DialectRequest request) =>
        request.Header("fdp-access") ?? request.Header("fdp-token") ?? request.Header("Api-Key") ?? request.Parameter("apikey");

    public override Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted)
    {
        var isTi = request.Segments[0] == "api";
        var needsKey = isTi || request.Segments[0] == "ip";
        return isAccepted && (key is not null || !needsKey) ? null
            : key is null && !needsKey ? null
            : isTi ? Reply.Json(new { status = 10001, message = "apikey error" })
            : Reply.Json(new { message = key is null ? "No API key found in request" : "Unauthorized" }, 401);
    }

    public override Reply Error(int status) => Reply.Json(new { code = status, status = "error", message = "Error" }, status);

    public override Reply QuotaInSuccess() => Reply.Json(new { code = 50001, status = "error", message = "query quota exceeded" });

    private static Question Compromise(string value) => new("compromise", value.Contains("://", StringComparison.Ordinal) ? IocType.Url : TypeOf(value), value);

    private static Reply Flint(DialectRequest request, Question question, IReadOnlyList<Sighting> found, Knowledge knowledge)
    {
        var offset = question.Page is { } text && Cursor.TryRead(text, out var cursor) ? cursor.Offset : 0;
        var (rows, next) = knowledge.Cut(found, offset, request.Number("limit", UsualLimit));
        var isReverse = question.Operation == "flint/rdata";
        var data = rows.Select(seen => new
        {
            rrname = isReverse ? seen.Value + "." : question.Value,
            rrtype = "A",
            rdata = (isReverse ? question.Value : seen.Value) + ";",
            count = 12,
            time_first = seen.First.ToUnixTimeSeconds(),
            time_last = seen.Last.ToUnixTimeSeconds(),
        });
        return next is { } at
            ? Reply.Json(new { code = 200, status = "ok", data, lastKey = Cursor.For(at) })
            : Reply.Json(new { code = 200, status = "ok", data });
    }

    private static Reply MalFile(string hash, Knowledge knowledge)
    {
        var addresses = knowledge.World.Find(RelationKind.ReputationAddress, hash);
        var domains = knowledge.World.Find(RelationKind.ReputationDomain, hash);
        var urls = knowledge.Find(SourceRelations.QiAnXinFileUrl, hash);
        if (addresses is null && domains is null && urls is null)
        {
            return Reply.Json(new { status = 10000, message = "success", data = Array.Empty<object>() });
        }

        var file = FileRecord.Of(hash);
        return Reply.Json(new
        {
            status = 10000,
            message = "success",
            data = new[]
            {
                new
                {
                    md5 = file.Md5,
                    sha1 = file.Sha1,
                    sha256 = file.Sha256,
                    filetype = "PE32",
                    malicious = 1,
                    malicious_type = new[] { "Trojan" },
                    malicious_family = new[] { "Loader" },
                    campaign = Array.Empty<string>(),
                    targeted = false,
                    network = new
                    {
                        domain = domains ?? [],
                        ip = addresses ?? [],
                        url = (urls ?? []).Select(seen => seen.Value),
                        tcp = Array.Empty<object>(),
                        udp = (object?)null,
                    },
                },
            },
        });
    }

    private static object Verdict(string value) => new
    {
        id = "1",
        ioc = new[] { value },
        ioc_category = "C2",
        confidence = "high",
        risk = "critical",
        malicious_type = "Trojan",
        malicious_family = new[] { "Loader" },
        campaign = "",
        tag = new[] { "loader" },
        alert_name = "Loader activity",
        kill_chain = "c2",
        current_status = "active",
        targeted = false,
    };

    private static Reply Reputation(string value, Knowledge knowledge) => Reply.Json(new
    {
        status = 10000,
        message = "success",
        data = knowledge.IsKnown("QiAnXin", value)
            ? new Dictionary<string, object>
            {
                [value] = new
                {
                    geo = new { country = "NL" },
                    normal_info = new { user_type = "IDC" },
                    summary_info = new { ip = value, latest_reputation_time = "2026-02-03 04:05:06", malicious_label = new[] { "scanner" } },
                },
            }
            : [],
    });
}
