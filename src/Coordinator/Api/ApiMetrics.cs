using System.Diagnostics.Metrics;

namespace IocExplorer.Coordinator.Api;

/// <summary>What the API counts, in the meter <c>IocExplorer.Api</c>.</summary>
internal sealed class ApiMetrics : IDisposable
{
    private readonly Meter _meter = new("IocExplorer.Api");
    private readonly Counter<long> _requests;

    public ApiMetrics() => _requests = _meter.CreateCounter<long>("api.requests", "{request}", "Requests answered, by route and class of status.");

    /// <param name="route">As it was mapped, never as it was asked; null when there is none.</param>
    public void Answered(string? route, int status) =>
        _requests.Add(1, new("route", route ?? "none"), new("status", status / 100 is var kind and >= 1 and <= 5 ? Classes[kind - 1] : "none"));

    public void Dispose() => _meter.Dispose();

    private static readonly string[] Classes = ["1xx", "2xx", "3xx", "4xx", "5xx"];
}
