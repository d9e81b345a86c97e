using System.Net;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>GreyNoise's community look-up: noise, riot, classification; unknown is 404 with a useful JSON. A key is checked, and not needed.</summary>
internal sealed class GreyNoiseDialect : Dialect
{
    private static readonly string[] Classes = ["benign", "malicious", "unknown"];

    public override string Source => "GreyNoise";

    public override Question? Read(DialectRequest request) =>
        request.Is("GET", "v3", "community", "*") ? new("community", TypeOf(request.Segments[2]), request.Segments[2]) : null;

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        if (!IPAddress.TryParse(question.Value, out _))
        {
            return Reply.Json(new { message = "Request is not a valid routable IPv4 address" }, 400).Refused();
        }

        if (!knowledge.IsKnown(Source, question.Value))
        {
            return Reply.Json(new { ip = question.Value, noise = false, riot = false, message = "IP not observed scanning the internet." }, 404);
        }

        var kind = ClassOf(question.Value);
        return Reply.Json(new
        {
            ip = question.Value,
            noise = kind != "benign",
            riot = kind == "benign",
            classification = kind,
            name = kind == "benign" ? "Resolver Partners" : "unknown",
            link = $"https://viz.greynoise.io/ip/{question.Value}",
            last_seen = "2026-02-18",
            message = "Success",
        });
    }

    public static string ClassOf(string address) => Classes[Knowledge.Number("greynoise class", address, Classes.Length)];

    public override string? KeyOf(DialectRequest request) => request.Header("key");

    public override Reply Error(int status) => Reply.Json(new
    {
        message = status switch { 401 => "Invalid API key", 429 => "You have hit your daily rate limit of 50 requests per day.", _ => "Error" },
    }, status);

    public override Reply QuotaInSuccess() =>
        Reply.Json(new { plan = "unauthenticated", message = "You have hit your daily rate limit of 50 requests per day." });
}
