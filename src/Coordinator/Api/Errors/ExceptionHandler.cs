using IocExplorer.Persistence;
using Microsoft.AspNetCore.Diagnostics;

namespace IocExplorer.Coordinator.Api.Errors;

/// <summary>
/// Turns exceptions into a <see cref="Problem"/>. A response that has begun cannot be replaced: the server closes the connection, so that no
/// client takes half an answer for a whole one.
/// </summary>
internal sealed partial class ExceptionHandler(ILogger<ExceptionHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            LedgerException { Kind: LedgerErrorKind.Unavailable } => Problems.DatabaseAway,
            BadHttpRequestException bad => Problems.OfStatus(bad.StatusCode, httpContext.Request.Path),
            _ => Problems.Fault with { TraceId = httpContext.TraceIdentifier },
        };
        if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            var route = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint;
            Fault(log, exception, httpContext.Request.Method, route?.RoutePattern.RawText, httpContext.TraceIdentifier);
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(
        EventName = "request-fault", Level = LogLevel.Error,
        Message = "A request ended with a fault of the program: {Method} {Route}, trace {TraceId}. Please report it.")]
    private static partial void Fault(ILogger log, Exception error, string method, string? route, string traceId);
}
