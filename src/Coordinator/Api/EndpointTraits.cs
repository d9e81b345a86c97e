using IocExplorer.Coordinator.Api.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;

namespace IocExplorer.Coordinator.Api;

/// <summary>What is said of an endpoint where it is mapped.</summary>
internal static class EndpointTraits
{
    /// <summary>Statuses of refusals that the document is to name, beside those that every endpoint has.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.ProducesProblem(status);
        }

        return endpoint;
    }

    /// <summary>Streams and archives go on for as long as somebody reads.</summary>
    public static RouteHandlerBuilder TakesAnyTime(this RouteHandlerBuilder endpoint)
    {
        endpoint.DisableRequestTimeout();
        return endpoint;
    }

    public static RouteHandlerBuilder TakesAtMost(this RouteHandlerBuilder endpoint, TimeSpan time)
    {
        endpoint.WithRequestTimeout(new RequestTimeoutPolicy { Timeout = time, WriteTimeoutResponse = Problems.TimedOut.ExecuteAsync });
        return endpoint;
    }
}
