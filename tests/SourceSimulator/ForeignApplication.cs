using IocExplorer.SourceSimulator.Accounting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace IocExplorer.SourceSimulator;

/// <summary>
/// The host that no client should visit: it writes down who came and whether a key came along, and answers with values
/// that stand out in a tree.
/// </summary>
internal sealed class ForeignApplication(Accounts accounts) : IHttpApplication<Exchange>
{
    private const string KeyParameter = "apikey=";
    private static readonly string[] KeyHeaders = ["x-apikey", "api-key", "authorization", "x-api-key", "fdp-access", "fdp-secret", "fdp-token"];

    public Exchange CreateContext(IFeatureCollection contextFeatures) => new(contextFeatures);

    public void DisposeContext(Exchange context, Exception? exception)
    {
    }

    public Task ProcessRequestAsync(Exchange context)
    {
        var headers = context.RequestHeaders;
        var target = context.Target;
        var carriedKey = target.Contains(KeyParameter, StringComparison.OrdinalIgnoreCase)
            || KeyHeaders.Any(headers.ContainsKey)
            || headers.Any(header => accounts.HasSeenKey(header.Value.ToString()));
        accounts.AddForeign(new ForeignRequest(context.Method, Blank(target), [.. headers.Keys], carriedKey));
        context.Send(200, Exchange.Json, """
            {"code":200,"status":10000,"data":[{"type":"domain","id":"followed-elsewhere.net","rdata":"45.45.45.45;",
            "attributes":{"sha256":"eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee","ip_address":"45.45.45.45"}}]}
            """u8);
        return Task.CompletedTask;
    }

    private static string Blank(string target)
    {
        var at = target.IndexOf(KeyParameter, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return target;
        }

        var end = target.IndexOf('&', at);
        return string.Concat(target.AsSpan(0, at + KeyParameter.Length), "***", end < 0 ? [] : target.AsSpan(end));
    }
}
