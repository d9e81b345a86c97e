using System.Net;

namespace IocExplorer.Coordinator.Api.Access;

/// <summary>
/// Who may ask a service without tokens: programs on the same machine that mean it. Not other machines, not through a proxy on this one (to the service
/// everybody would come from here), and not web pages in a browser on this one, which may send requests to any address: neither under a name
/// of their own that leads here (DNS rebinding) nor from a page of another origin.
/// </summary>
internal static class LoopbackRule
{
    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    /// <returns>Why not; null when all is well.</returns>
    public static string? Validate(IPAddress? remote, HttpRequest request)
    {
        if (!IsLoopback(remote))
        {
            return "The service has no tokens yet, so it answers this machine only.";
        }

        if (ProxyHeaders.Any(request.Headers.ContainsKey))
        {
            return "The service has no tokens yet, so it answers this machine only, and not through a proxy.";
        }

        if (!IsLoopback(request.Host))
        {
            return "The service has no tokens yet, so it answers only to localhost, 127.0.0.1 and [::1] as its name.";
        }

        return IsFromPage(request) ? "The service has no tokens yet, so it does not answer web pages." : null;
    }

    public static bool IsLoopback(IPAddress? address) =>
        address is not null && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool IsLoopback(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.Host is "127.0.0.1" or "[::1]" or "::1";

    private static bool IsFromPage(HttpRequest request) =>
        (request.Headers.Origin is { Count: > 0 } origin
            && !origin.ToString().Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase))
        || (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site.ToString() is not ("same-origin" or "none"));
}
