namespace IocExplorer.Coordinator.Api.Access;

/// <summary>Requests for server-sent events.</summary>
internal static class EventStream
{
    public static bool IsWanted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase) && a.Quality is not 0);
}
