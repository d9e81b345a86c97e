using System.Globalization;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>Pulsedive: the key in the query; a property with one value is a text, with several a list. Every answer says what is left.</summary>
internal sealed class PulsediveDialect : Dialect
{
    private static readonly string[] Risks = ["none", "low", "medium", "high", "critical"];

    public override string Source => "Pulsedive";

    public override Question? Read(DialectRequest request) =>
        request.Is("GET", "api", "info.php") && request.Parameter("indicator") is { Length: > 0 } value ? new("info", TypeOf(value), value) : null;

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        var isAddress = question.Type == IocType.IpAddress;
        if (knowledge.Find(isAddress ? SourceRelations.PulsediveName : SourceRelations.PulsediveAddress, question.Value) is not { } found)
        {
            return Reply.Json(new { error = "Indicator not found." }, 404);
        }

        var values = found.Select(seen => seen.Value).ToArray();
        var dns = new Dictionary<string, object>();
        if (values.Length > 0)
        {
            dns[isAddress ? "PTR" : "A"] = values.Length == 1 ? values[0] : values;
        }

        return Reply.Json(new
        {
            iid = 7_274_049,
            type = isAddress ? "ip" : "domain",
            indicator = question.Value,
            risk = RiskOf(question.Value),
            stamp_added = "2019-11-14 02:25:18",
            stamp_seen = "2019-11-15 23:40:29",
            retired = (string?)null,
            attributes = new { hosttype = new[] { "Domain" } },
            properties = new
            {
                dns,
                whois = new Dictionary<string, string> { ["++email"] = "Please query the RDDS service of the Registrar of Record identified in this output." },
            },
            riskfactors = Array.Empty<object>(),
            threats = Array.Empty<object>(),
            feeds = Array.Empty<object>(),
            umbrella_rank = 131_771,
        });
    }

    public static string RiskOf(string value) => Risks[Knowledge.Number("pulsedive risk", value, Risks.Length)];

    public override string? KeyOf(DialectRequest request) => request.Parameter("key");

    public override Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted) => key is not null && isAccepted ? null : Error(401);

    public override Reply Error(int status) => Reply.Json(new
    {
        error = status switch
        {
            401 => "Invalid API key.",
            404 => "Indicator not found.",
            429 => "API rate limit exceeded: 1 requests per second.",
            _ => "Error",
        },
    }, status);

    public override Reply QuotaInSuccess() => Reply.Json(new { error = "API rate limit exceeded: 1 requests per second." });

    public override Reply WithUsualHeaders(Reply reply) => reply.Status == 429 ? reply
        : reply.With("X-Requests-Remaining-Second", "0").With("X-Requests-Remaining-Day", "9")
            .With("X-Requests-Remaining-Month", 249.ToString(CultureInfo.InvariantCulture));
}
