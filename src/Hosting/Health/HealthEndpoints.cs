using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IocExplorer.Hosting.Health;

/// <summary><c>/healthz/live</c> and <c>/healthz/ready</c>: for machines on the same network, without a token; they tell nothing of any hunt.</summary>
internal static class HealthEndpoints
{
    public const string Live = "live";
    public const string Ready = "ready";

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var name in new[] { Live, Ready })
        {
            routes.MapHealthChecks($"/healthz/{name}", new()
            {
                Predicate = check => check.Name == name,
                ResponseWriter = (context, report) => WriteAsync(context, name, report),
            });
        }
    }

    // {"status":"ready"}, or {"status":"not ready","reasons":["draining"]} with status code 503.
    private static Task WriteAsync(HttpContext context, string name, HealthReport report) => context.Response.WriteAsJsonAsync(
        report.Status == HealthStatus.Healthy
            ? (object)new { status = name }
            : new { status = $"not {name}", reasons = report.Entries.Values.Select(entry => entry.Description) },
        options: null,
        "application/json",
        context.RequestAborted);
}
