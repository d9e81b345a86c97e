using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>Mnemonic passive DNS: every body has a responseCode of its own, times are milliseconds, pages go by offset, and a used-up quota is a 402.</summary>
internal sealed class MnemonicDialect : Dialect
{
    private const int UsualLimit = 25;

    public override string Source => "Mnemonic";

    public override Question? Read(DialectRequest request)
    {
        if (!request.Is("GET", "pdns", "v3", "*"))
        {
            return null;
        }

        var offset = request.Number("offset", 0);
        return new("pdns", TypeOf(request.Segments[2]), request.Segments[2], offset == 0 ? null : request.Parameter("offset"));
    }

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        var isAddress = question.Type == IocType.IpAddress;
        var types = request.Parameter("rrType")?.ToLowerInvariant().Split(',');
        var rows = new List<object>();
        foreach (var (relation, type) in isAddress
            ? [(SourceRelations.MnemonicName, "a")]
            : (ReadOnlySpan<(SourceRelation, string)>)[(SourceRelations.MnemonicAddress, "a"), (SourceRelations.MnemonicAlias, "cname")])
        {
            if (types is null || types.Contains(type))
            {
                rows.AddRange((knowledge.Find(relation, question.Value) ?? []).Select(seen => Row(question.Value, seen, type, isAddress)));
            }
        }

        if (!isAddress && rows.Count > 0 && types is null)
        {
            // What is said beside addresses and names.
            rows.Add(Row(question.Value, new("v=spf1 -all"), "txt", isAddress: false));
        }

        var limit = request.Number("limit", UsualLimit) is 0 ? int.MaxValue : request.Number("limit", UsualLimit);
        var offset = request.Number("offset", 0);
        var (page, _) = knowledge.Cut(rows, offset, limit);
        return Reply.Json(new
        {
            responseCode = 200,
            limit = request.Number("limit", UsualLimit),
            offset,
            count = rows.Count,
            metaData = new { },
            messages = Array.Empty<object>(),
            data = page,
            currentPage = limit == int.MaxValue ? 0 : offset / limit,
            size = page.Count,
        });
    }

    public override string? KeyOf(DialectRequest request) => request.Header("Argus-API-Key");

    public override Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted) =>
        key is null || isAccepted ? null : Body(401, "Authentication failed", "authentication.failed", 401);

    public override Reply Error(int status) => Body(status, $"Error {status}", "error.internal", status);

    public override Reply Throttled(int seconds) => Body(402, "Resource limit exceeded", "resource.limit.exceeded", 402);

    public override Reply QuotaInSuccess() => Body(402, "Resource limit exceeded", "resource.limit.exceeded", 200);

    private static object Row(string asked, Sighting seen, string type, bool isAddress) => new
    {
        rrclass = "in",
        rrtype = type,
        query = isAddress ? seen.Value : asked,
        answer = isAddress ? asked : seen.Value,
        createdTimestamp = seen.First.ToUnixTimeMilliseconds(),
        firstSeenTimestamp = seen.First.ToUnixTimeMilliseconds(),
        lastSeenTimestamp = seen.Last.ToUnixTimeMilliseconds(),
        minTtl = 60,
        maxTtl = 3600,
        times = 12,
        tlp = "white",
    };

    private static Reply Body(int code, string message, string template, int status) => Reply.Json(
        new
        {
            responseCode = code,
            limit = 0,
            offset = 0,
            count = 0,
            metaData = new { },
            messages = new[] { new { message, messageTemplate = template, type = "ACTION_ERROR" } },
            data = (object?)null,
            size = 0,
        },
        status);
}
