using System.Net;
using System.Net.Sockets;
using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting.Health;

/// <summary>
/// The verb <c>health</c>: asks the node of the same configuration whether it is ready, for health checks in containers that have no HTTP client.
/// </summary>
public static class HealthCommand
{
    /// <summary>The verb as it is written.</summary>
    public const string Verb = "health";

    /// <summary>Less than the time that container engines give a check by default.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(4);

    /// <param name="error">For why it cannot be asked.</param>
    /// <returns><see cref="ExitCodes.Stopped"/> when it is ready, else <see cref="ExitCodes.Failed"/>.</returns>
    public static async Task<int> RunAsync(NodeSettings node, TimeProvider time, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var url = new Uri(Reachable(node.Listen), "/healthz/ready");
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
            using var client = new HttpClient(handler, disposeHandler: false);
            using var response = await client.GetAsync(url, either.Token);
            await output.WriteLineAsync(await response.Content.ReadAsStringAsync(either.Token));
            return response.StatusCode == HttpStatusCode.OK ? ExitCodes.Stopped : ExitCodes.Failed;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or OperationCanceledException)
        {
            var why = e is OperationCanceledException ? "no answer in time" : e.Message;
            await error.WriteLineAsync($"No node answers at {url} ({why}): is the node started, and with the same node.listen?");
            return ExitCodes.Failed;
        }
    }

    // Who listens everywhere is asked here.
    private static Uri Reachable(Uri listen) =>
        IPAddress.TryParse(listen.Host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(listen) { Host = address.Equals(IPAddress.Any) ? "127.0.0.1" : "[::1]" }.Uri
            : listen;
}
