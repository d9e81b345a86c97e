namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>
/// What the three services of abuse.ch have in common: the key's header, what they say without one, and that errors stand in <c>query_status</c>.
/// </summary>
internal abstract class AbuseChDialect : Dialect
{
    public override string? KeyOf(DialectRequest request) => request.Header("Auth-Key");

    public override Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted) =>
        key is null ? Reply.Json(new { error = "Unauthorized" }, 401)
        : isAccepted ? null
        : Status("unknown_auth_key", 403);

    public override Reply Error(int status) => status switch
    {
        401 => Reply.Json(new { error = "Unauthorized" }, 401),
        403 => Status("unknown_auth_key", 403),
        _ => Reply.Text($"<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>", status, "text/html"),
    };

    public override Reply QuotaInSuccess() => Reply.Json(new { error = "Unauthorized" });

    protected static Reply Status(string queryStatus, int status = 200) => Reply.Json(new { query_status = queryStatus }, status);
}
