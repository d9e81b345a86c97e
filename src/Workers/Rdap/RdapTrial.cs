using System.Net;
using IocExplorer.Messages;
using IocExplorer.Workers.Http;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Rdap;

/// <summary>Finds the registry for a single look-up outside of any run.</summary>
internal static class RdapTrial
{
    /// <summary>The registry's base URL; null when IANA's list cannot be had or names none.</summary>
    public static async Task<Uri?> FindRegistryAsync(
        Uri bootstrap, Ioc ioc, ResilienceSettings resilience, TimeProvider time, Func<HttpMessageHandler>? createHandler, CancellationToken cancellation)
    {
        using var http = new SourceHttp(
            new() { MaxConnections = 1, AnswerBytes = resilience.AnswerBytes }, time, createHandler is null ? null : _ => createHandler());
        using var timeout = new CancellationTokenSource(resilience.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        var file = ioc.Type != IocType.IpAddress ? "dns.json" : ioc.Value.Contains(':', StringComparison.Ordinal) ? "ipv6.json" : "ipv4.json";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(bootstrap, file));
        try
        {
            using var reply = await http.SendAsync(request, either.Token);
            var registries = reply is { Status: 200, IsTooLarge: false } ? RdapRegistries.Read(reply.Body) : null;
            return ioc.Type == IocType.IpAddress ? registries?.ForAddress(IPAddress.Parse(ioc.Value)) : registries?.ForDomain(ioc.Value);
        }
        catch (Exception error) when (HttpErrorTranslator.IsOne(error) || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}
