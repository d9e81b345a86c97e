using System.Globalization;
using System.Net;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>
/// DNS as JSON, of Google or Cloudflare: numbers for types, names with a dot at the end, an alias in front of an address; no such name is status 3.
/// </summary>
internal sealed class DnsDialect(bool isGoogle) : Dialect
{
    private const int Address = 1;
    private const int Alias = 5;
    private const int Pointer = 12;

    public override string Source => isGoogle ? "DnsGoogle" : "DnsCloudflare";

    public override Question? Read(DialectRequest request)
    {
        if (!request.Is("GET", isGoogle ? "resolve" : "dns-query"))
        {
            return null;
        }

        var name = (request.Parameter("name") ?? "").TrimEnd('.');
        var type = (request.Parameter("type") ?? "A").ToUpperInvariant();
        return name.EndsWith(".in-addr.arpa", StringComparison.Ordinal)
            ? new($"resolve/{type}", IocType.IpAddress, string.Join('.', name[..^".in-addr.arpa".Length].Split('.').Reverse()))
            : new($"resolve/{type}", name.Length == 0 ? null : IocType.Domain, name);
    }

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        if (!isGoogle && request.Header("Accept")?.Contains("application/dns-json", StringComparison.Ordinal) != true)
        {
            return Reply.Json(new { error = "Invalid query: the accept header is not application/dns-json" }, 400).Refused();
        }

        if (question.Type is null)
        {
            return Error(400).Refused();
        }

        var asked = question.Type == IocType.IpAddress ? $"{string.Join('.', question.Value.Split('.').Reverse())}.in-addr.arpa." : question.Value + ".";
        var (known, answers) = (question.Operation, question.Type) switch
        {
            ("resolve/PTR" or "resolve/12", IocType.IpAddress) => Of(knowledge.Find(Name, question.Value), asked, Pointer),
            (_, IocType.Domain) => Of(knowledge.Find(Home, question.Value), asked, question.Operation is "resolve/A" or "resolve/1" ? Address : 0),
            _ => (true, []),
        };
        var number = question.Operation switch
        {
            "resolve/A" => Address,
            "resolve/AAAA" => 28,
            "resolve/PTR" => Pointer,
            "resolve/CNAME" => Alias,
            "resolve/NS" => 2,
            "resolve/MX" => 15,
            _ => 16,
        };
        var answer = new Dictionary<string, object>
        {
            ["Status"] = known ? 0 : 3,
            ["TC"] = false,
            ["RD"] = true,
            ["RA"] = true,
            ["AD"] = false,
            ["CD"] = false,
            ["Question"] = new[] { new { name = asked, type = number } },
        };
        if (answers.Count > 0)
        {
            answer["Answer"] = answers;
        }

        return Reply.Json(answer, contentType: isGoogle ? "application/json; charset=UTF-8" : "application/dns-json");
    }

    public override Reply Error(int status) => isGoogle
        ? Reply.Text($"<!DOCTYPE html><title>Error {status}</title>", status, "text/html; charset=UTF-8")
        : Reply.Json(new { error = string.Create(CultureInfo.InvariantCulture, $"Error {status}") }, status);

    public override Reply QuotaInSuccess() =>
        Reply.Json(new { Status = 5, TC = false, RD = true, RA = true, AD = false, CD = false, Comment = "Rate limited" });

    private SourceRelation Home => isGoogle ? SourceRelations.DnsGoogleAddress : SourceRelations.DnsCloudflareAddress;

    private SourceRelation Name => isGoogle ? SourceRelations.DnsGoogleName : SourceRelations.DnsCloudflareName;

    // A signature comes along with the records, as real resolvers send it.
    private static (bool IsKnown, List<object> Rows) Of(IReadOnlyList<Sighting>? found, string asked, int type) =>
        (found is not null, found is not { Count: > 0 } || type == 0
        ? []
        : [
            .. found.Select(
                seen => (object)new { name = asked, type, TTL = 300, data = IPAddress.TryParse(seen.Value, out _) ? seen.Value : seen.Value + "." }),
            new { name = asked, type = 46, TTL = 300, data = "a 13 2 300 20300101000000 20290101000000 4711 example.com. c2lnbmF0dXJl" },
        ]);
}
