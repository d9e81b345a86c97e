using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>CIRCL passive DNS: one JSON object a line, called text/html, with empty lines at the end; basic authentication. It has no pages.</summary>
internal sealed class CirclPassiveDnsDialect : Dialect
{
    public override string Source => "CirclPassiveDns";

    public override Question? Read(DialectRequest request) =>
        request.Is("GET", "pdns", "query", "*") ? new("pdns", TypeOf(request.Segments[2]), request.Segments[2]) : null;

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        var rows = question.Type == IocType.IpAddress
            ? (knowledge.Find(SourceRelations.CirclName, question.Value) ?? []).Select(seen => Row(seen.Value, "A", question.Value, seen))
            : (knowledge.Find(SourceRelations.CirclAddress, question.Value) ?? []).Select(seen => Row(question.Value, "A", seen.Value, seen))
                .Concat(
                    (knowledge.Find(SourceRelations.CirclAlias, question.Value) ?? []).Select(seen => Row(question.Value, "CNAME", seen.Value + ".", seen)));
        var lines = Reply.Lines(rows, "text/html; charset=utf-8");
        return lines.Body.Length == 0 ? lines : lines with { Body = [.. lines.Body, (byte)'\n'] };
    }

    public override string? KeyOf(DialectRequest request) => request.BasicCredentials();

    public override Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted) => key is not null && isAccepted ? null : Error(401);

    public override Reply Error(int status) => status == 401
        ? Reply.Text("<html><head><title>401 Authorization Required</title></head></html>", 401, "text/html")
            .With("WWW-Authenticate", "Basic realm=\"Passive DNS\"")
        : Reply.Text($"<html><head><title>{status}</title></head></html>", status, "text/html");

    public override Reply QuotaInSuccess() => Reply.Text("<html><head><title>Too many requests</title></head></html>", 200, "text/html");

    private static object Row(string name, string type, string data, Sighting seen) => new
    {
        count = 12,
        origin = "https://www.circl.lu/pdns/",
        time_first = seen.First.ToUnixTimeSeconds(),
        rrtype = type,
        rrname = name,
        rdata = data,
        time_last = seen.Last.ToUnixTimeSeconds(),
    };
}
