using IocExplorer.Persistence;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Coordinator.Api.Errors;

/// <summary>Around everything else: whatever goes wrong becomes a <see cref="Problem"/>, every answer gets its headers, every request is counted.</summary>
internal sealed partial class ApiShell(RequestDelegate next, ApiMetrics metrics, ILogger<ApiShell> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // Whatever it is, a browser is to take it for nothing else, and nobody in between keeps it.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await next(context);
            if (IsBareRefusal(context.Response))
            {
                await Problems.OfStatus(context.Response.StatusCode, context.Request.Path).ExecuteAsync(context);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
#pragma warning disable CA1031 // This supervises the requests: a fault that one of them shows must not take the others along.
        catch (Exception trouble) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, trouble);
        }
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            // What is under way cannot be taken back: the connection is cut, so that nobody takes half an answer for a whole one.
            CutShort(log, trouble, context.TraceIdentifier);
            context.Abort();
        }
        finally
        {
            metrics.Answered((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, context.Response.StatusCode);
        }
    }

    private static bool IsBareRefusal(HttpResponse response) =>
        !response.HasStarted && response.StatusCode >= StatusCodes.Status400BadRequest && response.ContentType is null && response.ContentLength is null or 0;

    private async Task RefuseAsync(HttpContext context, Exception trouble)
    {
        var problem = trouble switch
        {
            LedgerException { Kind: LedgerErrorKind.Unavailable } => Problems.DatabaseAway,
            BadHttpRequestException bad => Problems.OfStatus(bad.StatusCode, context.Request.Path),
            _ => Problems.Fault with { TraceId = context.TraceIdentifier },
        };
        if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            Fault(log, trouble, context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, context.TraceIdentifier);
        }

        // Headers of what was wanted, such as the name of a file.
        context.Response.Headers.ContentDisposition = default;
        context.Response.Headers.ContentEncoding = default;
        await problem.ExecuteAsync(context);
    }

    [LoggerMessage(EventName = "request-fault", Level = LogLevel.Error, Message = "A request ended with a fault of the program: {Method} {Route}, trace {TraceId}. Please report it.")]
    private static partial void Fault(ILogger log, Exception trouble, string method, string? route, string traceId);

    [LoggerMessage(EventName = "answer-cut-short", Level = LogLevel.Warning, Message = "An answer under way was cut short, trace {TraceId}.")]
    private static partial void CutShort(ILogger log, Exception trouble, string traceId);
}
