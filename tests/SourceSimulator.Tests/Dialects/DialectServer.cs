using System.Net.Http.Headers;
using System.Text;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

/// <summary>A simulator and a client for one source: requests below its prefix, answers as they stand on the wire.</summary>
internal sealed class DialectServer : IAsyncDisposable
{
    public const string Key = "user:good";
    public const string Domain = "verdalo.net";
    public const string Address = "62.4.9.1";
    public const string Email = "owner@verdalo.net";
    public static readonly string File = new('a', 64);

    /// <summary>2021-03-04 05:06:07 and 2022-08-09 10:11:12 UTC.</summary>
    public static readonly (long First, long Last) Seen = (1_614_834_367, 1_660_039_872);

    private readonly HttpClient _http;

    private DialectServer(Simulator simulator, string source)
    {
        Simulator = simulator;
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(simulator.AddressOf(source) + "/") };
    }

    public Simulator Simulator { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<DialectServer> StartAsync(string source, GivenWorld? world = null, SimulatorOptions? options = null) =>
        new(await Simulator.StartAsync((options ?? new()) with { World = world ?? new GivenWorld(), AcceptedKeys = [Key] }), source);

    public static Sighting[] Many(string format, int count) =>
        [.. Enumerable.Range(1, count).Select(i => new Sighting(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, i)))];

    public Task<WireReply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(new(HttpMethod.Get, path), headers);

    public Task<WireReply> PostFormAsync(string path, string form, params (string Name, string Value)[] headers) =>
        SendAsync(new(HttpMethod.Post, path) { Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded")) }, headers);

    public Task<WireReply> PostJsonAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(new(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") }, headers);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Simulator.DisposeAsync();
    }

    private async Task<WireReply> SendAsync(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        using (request)
        {
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await _http.SendAsync(request, Stop);
            return new(
                (int)response.StatusCode,
                response.Content.Headers.ContentType?.MediaType,
                await response.Content.ReadAsStringAsync(Stop),
                response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
        }
    }
}
