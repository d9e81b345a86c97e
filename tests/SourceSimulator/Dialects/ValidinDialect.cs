using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>
/// Validin: records in an object by type, <c>{}</c> when there are none; times in seconds. It has no pages: <c>limited</c> says that the answer is cut.
/// </summary>
internal sealed class ValidinDialect : Dialect
{
    private const int UsualLimit = 1_000;

    public override string Source => "Validin";

    public override Question? Read(DialectRequest request)
    {
        var path = request.Segments;
        if (request.Method != "GET" || path.Count is < 6 or > 7 || path[0] != "api" || path[1] != "axon" || path[3] != "dns" || path[4] != "history")
        {
            return null;
        }

        return path[2] switch
        {
            "domain" => new(path.Count == 7 ? $"dns_history/{path[6]}" : "dns_history", IocType.Domain, path[5]),
            "ip" => new(path.Count == 7 ? $"dns_history/{path[6]}" : "dns_history", IocType.IpAddress, path[5]),
            _ => null,
        };
    }

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        var isDomain = question.Type == IocType.Domain;
        var wanted = request.Segments.Count == 7 ? request.Segments[6] : null;
        var limit = Math.Max(1, request.Number("limit", UsualLimit));
        var isLimited = false;
        var count = 0;
        var records = new Dictionary<string, object>();
        foreach (var (type, relation, valueType) in isDomain
            ? [("A", SourceRelations.ValidinAddress, "IP4"), ("NS", SourceRelations.ValidinNameserver, "dom")]
            : (ReadOnlySpan<(string, SourceRelation, string)>)[("A_FOR", SourceRelations.ValidinName, "dom")])
        {
            if ((wanted is null || wanted == type) && knowledge.Find(relation, question.Value) is { Count: > 0 } found)
            {
                isLimited |= found.Count > limit;
                count += Math.Min(found.Count, limit);
                records[type] = found.Take(limit).Select(seen => new
                {
                    key = question.Value,
                    value = seen.Value,
                    value_type = valueType,
                    first_seen = seen.First.ToUnixTimeSeconds(),
                    last_seen = seen.Last.ToUnixTimeSeconds(),
                });
            }
        }

        return Reply.Json(new
        {
            key = question.Value,
            effective_opts = new { type = isDomain ? "dom" : "ip4", limit, wildcard = false },
            status = "finished",
            query_key = question.Value,
            records,
            records_returned = count,
            limited = isLimited,
            error = (string?)null,
        });
    }

    public override string? KeyOf(DialectRequest request) =>
        request.Header("Authorization") is { } header && header.StartsWith("BEARER ", StringComparison.OrdinalIgnoreCase)
        ? header["BEARER ".Length..]
        : null;

    public override Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted) => key is not null && isAccepted ? null : Error(401);

    public override Reply Error(int status) => Reply.Json(new
    {
        status = "error",
        error = status switch { 401 => "Unauthorized", 429 => "Rate limit exceeded", _ => "Error" },
    }, status);

    public override Reply QuotaInSuccess() => Reply.Json(new { key = "", status = "error", records = new { }, error = "Query quota exceeded" });
}
