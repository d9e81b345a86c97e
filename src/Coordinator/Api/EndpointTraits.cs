namespace IocExplorer.Coordinator.Api;

/// <summary>Metadata of endpoints, set where they are mapped.</summary>
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
}
