using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IocExplorer.Benchmarks;

/// <summary>The simulator in a process of its own, so that its memory and its collector are not the product's.</summary>
internal sealed partial class SimulatorProcess : IAsyncDisposable
{
    private readonly MeasuredProcess _process;
    private readonly HttpClient _client;

    private SimulatorProcess(MeasuredProcess process, Uri address)
    {
        _process = process;
        Address = address;
        _client = new() { BaseAddress = address };
    }

    public Uri Address { get; }

    public static async Task<SimulatorProcess> StartAsync(TimeProvider time, params string[] arguments)
    {
        var process = MeasuredProcess.Start(
            Outputs.Simulator, ["--port", "0", .. arguments], Path.GetTempPath(), new Dictionary<string, string>(), time);
        var line = await process.FirstLine ?? "";
        return new(process, new(Announced().Match(line).Value));
    }

    public async Task<string[]> SeedsAsync(int count) =>
        (await _client.GetStringAsync(new Uri($"/_simulator/seeds?count={count.ToString(CultureInfo.InvariantCulture)}", UriKind.Relative)))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async Task<JsonElement> StatsAsync() => await ReadAsync("/_simulator/stats");

    public async Task ResetAsync()
    {
        using var response = await _client.PostAsync(new Uri("/_simulator/reset", UriKind.Relative), null);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The URLs of all requests since the last reset, with the query parameters that the product sends.</summary>
    public async Task<string[]> UrlsAsync() =>
        [.. (await ReadAsync("/_simulator/requests")).EnumerateArray().Select(
            r => Url(r.GetProperty("operation").GetString()!, r.GetProperty("value").GetString()!))];

    /// <summary>When the first request since the last reset arrived, on the simulator's clock.</summary>
    public async Task<double> FirstRequestSecondsAsync() => (await ReadAsync("/_simulator/requests"))[0].GetProperty("seconds").GetDouble();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/?", RegexOptions.None, 1000)]
    private static partial Regex Announced();

    private async Task<JsonElement> ReadAsync(string path)
    {
        await using var body = await _client.GetStreamAsync(new Uri(path, UriKind.Relative));
        using var document = await JsonDocument.ParseAsync(body);
        return document.RootElement.Clone();
    }

    private string Url(string operation, string value)
    {
        var name = Uri.EscapeDataString(value);
        return Address.ToString().TrimEnd('/') + operation switch
        {
            "flint" => $"/flint/rrset/{name}/?limit=10&start=20190101000000&end=20200101000000&mode=5&rtype=1",
            "registrant_email" => $"/whois/detail/{name}",
            "reverse_email" => $"/whois/reverse/email/{name}?limit=10",
            "file_reputation" => $"/api/v2/malfile_pro?apikey=a-key-of-the-benchmark&param={name}",
            "ip_downloaded_files" => $"/api/v3/ip_addresses/{name}/downloaded_files?limit=10",
            "domain_downloaded_files" => $"/api/v3/domains/{name}/downloaded_files?limit=10",
            "domain_resolutions" => $"/api/v3/domains/{name}/resolutions?limit=10",
            "file_contacted_ips" => $"/api/v3/files/{name}/contacted_ips?limit=10",
            "file_contacted_domains" => $"/api/v3/files/{name}/contacted_domains?limit=10",
            "file_execution_parents" => $"/api/v3/files/{name}/execution_parents?limit=10",
            _ => throw new InvalidOperationException($"The simulator counted an operation '{operation}' that the benchmark does not know."),
        };
    }
}
