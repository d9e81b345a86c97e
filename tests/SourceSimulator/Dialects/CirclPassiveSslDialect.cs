using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>
/// CIRCL passive SSL: the certificates that an address showed, by their SHA-1, and the addresses that showed a certificate. Fingerprints are no files.
/// </summary>
internal sealed class CirclPassiveSslDialect : Dialect
{
    public override string Source => "CirclPassiveSsl";

    public override Question? Read(DialectRequest request) =>
        request.Is("GET", "v2pssl", "query", "*") ? new("query", IocType.IpAddress, request.Segments[2])
        : request.Is("GET", "v2pssl", "cquery", "*") ? new("cquery", null, request.Segments[2])
        : null;

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        if (question.Type is null)
        {
            return Reply.Json(new { seen = Array.Empty<string>(), hits = 0, certificate = question.Value });
        }

        if (!knowledge.IsKnown(Source, question.Value))
        {
            return Error(404);
        }

        var certificate = FileRecord.Of(question.Value).Sha1;
        return Reply.Json(new Dictionary<string, object>
        {
            [question.Value] = new
            {
                certificates = new[] { certificate },
                subjects = new Dictionary<string, object> { [certificate] = new { values = new[] { "C=LU, CN=www.hosting-partners.net" } } },
            },
        });
    }

    public override string? KeyOf(DialectRequest request) => request.BasicCredentials();

    public override Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted) => key is not null && isAccepted ? null : Error(401);

    public override Reply Error(int status) => Reply.Text($"<html><head><title>{status}</title></head></html>", status, "text/html");
}
