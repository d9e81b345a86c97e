using System.Net;
using System.Net.Sockets;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>Shodan InternetDB: names, ports and tags of an IPv4 address; unknown is 404 with a small JSON.</summary>
internal sealed class InternetDbDialect : Dialect
{
    private static readonly int[] Ports = [22, 53, 80, 443, 3389, 8080];

    public override string Source => "InternetDB";

    public override Question? Read(DialectRequest request) => request.Is("GET", "*") ? new("ip", TypeOf(request.Segments[0]), request.Segments[0]) : null;

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        if (!IPAddress.TryParse(question.Value, out var address) || address.AddressFamily != AddressFamily.InterNetwork)
        {
            return Reply.Json(new
            {
                detail = new[] { new { loc = new[] { "path", "ip" }, msg = "value is not a valid IPv4 address", type = "value_error.ipv4address" } },
            }, 422).Refused();
        }

        if (knowledge.Find(SourceRelations.InternetDbName, question.Value) is not { } names)
        {
            return Reply.Json(new { detail = "No information available" }, 404);
        }

        return Reply.Json(new
        {
            cpes = Array.Empty<string>(),
            hostnames = names.Select(seen => seen.Value),
            ip = question.Value,
            ports = PortsOf(question.Value),
            tags = Knowledge.Number("internetdb tag", question.Value, 4) == 0 ? new[] { "cloud" } : [],
            vulns = Array.Empty<string>(),
        });
    }

    /// <summary>Between one and all of them.</summary>
    public static IEnumerable<int> PortsOf(string address) => Ports.Take(1 + Knowledge.Number("internetdb ports", address, Ports.Length));

    public override Reply Error(int status) => Reply.Json(new { detail = status == 429 ? "Rate limit exceeded" : "Error" }, status);
}
