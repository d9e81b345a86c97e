using System.Text.Json;
using IocExplorer.Hosting.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IocExplorer.Hosting.Health;

/// <summary><c>/healthz/live</c>, <c>/healthz/ready</c> and <c>/metrics</c>: for machines on the same network, without a token; they tell nothing of any hunt.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, NodeHealth health, MetricsReader metrics)
    {
        routes.MapGet("/healthz/live", context => health.LivenessError() is { } why
            ? WriteAsync(context, StatusCodes.Status503ServiceUnavailable, new("not live", [why]))
            : WriteAsync(context, StatusCodes.Status200OK, new("live")));
        routes.MapGet("/healthz/ready", context => health.ReadinessErrors() is { Count: > 0 } reasons
            ? WriteAsync(context, StatusCodes.Status503ServiceUnavailable, new("not ready", reasons))
            : WriteAsync(context, StatusCodes.Status200OK, new("ready")));
        routes.MapGet("/metrics", context =>
        {
            context.Response.ContentType = MetricsReader.ContentType;
            return context.Response.WriteAsync(metrics.Read(), context.RequestAborted);
        });
    }

    private static Task WriteAsync(HttpContext context, int status, HealthReport report)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(report, HealthJson.Default.HealthReport);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
