using System.Globalization;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>
/// crt.sh: a bare array of certificates, each logged twice, names joined by line breaks, among them wildcards, addresses of people and names of firms. Errors
/// are web pages. It has no pages: the whole list comes at once.
/// </summary>
internal sealed class CrtShDialect : Dialect
{
    private const int NamesOnACertificate = 3;

    public override string Source => "CrtSh";

    public override Question? Read(DialectRequest request)
    {
        var asked = request.Parameter("q") ?? request.Parameter("identity") ?? request.Parameter("Identity");
        return request.Method == "GET" && request.Segments.Count == 0 && asked is { Length: > 0 }
            ? new("names", IocType.Domain, asked.StartsWith("%.", StringComparison.Ordinal) ? asked[2..] : asked)
            : null;
    }

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        if (request.Parameter("output") != "json")
        {
            return Reply.Text("<html><body><table>crt.sh | Identity Search</table></body></html>", 200, "text/html; charset=UTF-8").Refused();
        }

        // The names that share their time share their certificate; a certificate has so many names at most.
        var names = knowledge.Find(SourceRelations.CrtShName, question.Value) ?? [];
        var certificates = names.GroupBy(seen => (seen.First, seen.Last)).SelectMany(group => group.Chunk(NamesOnACertificate)).ToList();
        return Reply.Json(certificates.SelectMany((certificate, i) => new[]
        {
            Row(question.Value, certificate, i, isPrecertificate: true),
            Row(question.Value, certificate, i, isPrecertificate: false),
        }));
    }

    public override Reply Error(int status) => Reply.Text(
        $"<html>\r\n<head><title>{status} {Reason(status)}</title></head>\r\n<body>\r\n<center><h1>{status} {Reason(status)}</h1></center>\r\n"
        + "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
        status,
        "text/html; charset=UTF-8");

    public override Reply Throttled(int seconds) => Error(429);

    public override Reply QuotaInSuccess() => Reply.Text("<html><body>You have sent too many requests.</body></html>", 200, "text/html; charset=UTF-8");

    private static object Row(string asked, Sighting[] names, int number, bool isPrecertificate)
    {
        var lines = names.Select((seen, i) => i % 2 == 0 ? seen.Value : "*." + seen.Value).Append("*." + asked).Append("Example Hosting Ltd")
            .Append($"admin@{asked}");
        return new
        {
            issuer_ca_id = 286_236,
            issuer_name = "C=US, O=Trust Partners, CN=TP1",
            common_name = asked,
            name_value = string.Join('\n', lines),
            id = 20_000_000_000 + (2L * number) + (isPrecertificate ? 0 : 1),
            entry_timestamp = Knowledge.Iso(names[0].First) + ".34",
            not_before = Knowledge.Iso(names[0].First),
            not_after = Knowledge.Iso(names[0].Last),
            serial_number = string.Create(CultureInfo.InvariantCulture, $"30{number:x10}"),
            result_count = names.Length + 3,
        };
    }

    private static string Reason(int status) => status switch
    {
        404 => "Not Found",
        429 => "Too Many Requests",
        502 => "Bad Gateway",
        503 => "Service Temporarily Unavailable",
        504 => "Gateway Time-out",
        _ => "Error",
    };
}
