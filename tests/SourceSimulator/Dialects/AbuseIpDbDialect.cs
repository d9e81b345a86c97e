using System.Globalization;
using System.Net;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>AbuseIPDB: one object about an address, known or not; errors in the JSON:API form.</summary>
internal sealed class AbuseIpDbDialect : Dialect
{
    public override string Source => "AbuseIPDB";

    public override Question? Read(DialectRequest request) =>
        request.Is("GET", "api", "v2", "check")
            ? new("check", request.Parameter("ipAddress") is null ? null : IocType.IpAddress, request.Parameter("ipAddress") ?? "")
            : null;

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        if (!IPAddress.TryParse(question.Value, out var address))
        {
            return Errors(422, "The ip address must be a valid IPv4 or IPv6 address (e.g. 8.8.8.8 or 2001:4860:4860::8888).").Refused();
        }

        var score = ScoreOf(question.Value, knowledge.World);
        return Reply.Json(new
        {
            data = new
            {
                ipAddress = question.Value,
                isPublic = true,
                ipVersion = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 4 : 6,
                isWhitelisted = (bool?)null,
                abuseConfidenceScore = score,
                countryCode = "NL",
                usageType = "Data Center/Web Hosting/Transit",
                isp = "Hosting Partners B.V.",
                domain = "hosting-partners.net",
                hostnames = (knowledge.Find(SourceRelations.AbuseIpDbName, question.Value) ?? []).Select(seen => seen.Value),
                isTor = false,
                totalReports = score / 2,
                numDistinctUsers = score / 4,
                lastReportedAt = score == 0 ? null : "2026-03-08T06:12:11+00:00",
            },
        });
    }

    /// <summary>0 for what is not known; else 1 to 100.</summary>
    public static int ScoreOf(string address, IWorld world) =>
        world.IsKnownTo("AbuseIPDB", address) ? 1 + Knowledge.Number("abuseipdb score", address, 100) : 0;

    public override string? KeyOf(DialectRequest request) => request.Header("Key");

    public override Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted) => key is not null && isAccepted ? null : Error(401);

    public override Reply Error(int status) => Errors(status, status switch
    {
        401 => "Authentication failed. Your API key is either missing, incorrect, or revoked. Note: The APIv2 key differs from the APIv1 key.",
        429 => "Daily rate limit of 1000 requests exceeded for this endpoint. See headers for additional details.",
        _ => "Error",
    });

    public override Reply Throttled(int seconds) => base.Throttled(seconds).With("X-RateLimit-Limit", "1000").With("X-RateLimit-Remaining", "0");

    private static Reply Errors(int status, string detail) => Reply.Json(new { errors = new[] { new { detail, status } } }, status);

    public override Reply QuotaInSuccess() => Reply.Json(new
    {
        errors = new[]
        {
            new { detail = string.Create(CultureInfo.InvariantCulture, $"Daily rate limit of {1000} requests exceeded for this endpoint."), status = 429 },
        },
    });
}
