using System.Net.Http.Headers;
using System.Text.Json;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests;

/// <summary>A client that follows nothing, unpacks nothing and repeats nothing: it shows what is on the wire.</summary>
internal sealed class WireClient : IDisposable
{
    public const string Key = "test-key";
    private readonly HttpClient _http;

    public WireClient(Simulator simulator)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = simulator.BaseAddress };
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static string PathOf(Operation operation, string value)
    {
        var encoded = Uri.EscapeDataString(value);
        return operation switch
        {
            Operation.Flint => $"/flint/rrset/{encoded}/?limit=10&start=20190101000000&end=20200101000000&mode=5&rtype=1",
            Operation.RegistrantEmail => $"/whois/detail/{encoded}",
            Operation.ReverseEmail => $"/whois/reverse/email/{encoded}?limit=10",
            Operation.FileReputation => $"/api/v2/malfile_pro?apikey={Key}&param={encoded}",
            Operation.IpDownloadedFiles => $"/api/v3/ip_addresses/{encoded}/downloaded_files?limit=10",
            Operation.DomainDownloadedFiles => $"/api/v3/domains/{encoded}/downloaded_files?limit=10",
            Operation.DomainResolutions => $"/api/v3/domains/{encoded}/resolutions?limit=10",
            Operation.FileContactedIps => $"/api/v3/files/{encoded}/contacted_ips?limit=10",
            Operation.FileContactedDomains => $"/api/v3/files/{encoded}/contacted_domains?limit=10",
            _ => $"/api/v3/files/{encoded}/execution_parents?limit=10",
        };
    }

    public Task<HttpResponseMessage> AskAsync(Operation operation, string value, CancellationTokenSource? leaving = null) =>
        SendAsync(HttpMethod.Get, PathOf(operation, value), leaving: leaving);

    public async Task<JsonElement> AskForJsonAsync(Operation operation, string value)
    {
        using var response = await AskAsync(operation, value);
        return await ReadJsonAsync(response);
    }

    public async Task<JsonElement> GetJsonAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        return await ReadJsonAsync(response);
    }

    public async Task<string> GetTextAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        return await response.Content.ReadAsStringAsync(Stop);
    }

    /// <summary>Sends a request and reads no more than the headers of the answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? key = Key, string? body = null, bool takesGzip = false, CancellationTokenSource? leaving = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null && path.StartsWith("/api/v3/", StringComparison.Ordinal))
        {
            request.Headers.Add("x-apikey", key);
        }

        if (takesGzip)
        {
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        }

        request.Content = body is null ? null : new StringContent(body);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Stop, leaving?.Token ?? CancellationToken.None);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
    }

    public static async Task<JsonElement> ReadJsonAsync(HttpResponseMessage response)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(Stop);
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: Stop);
        return document.RootElement.Clone();
    }

    public void Dispose() => _http.Dispose();
}
