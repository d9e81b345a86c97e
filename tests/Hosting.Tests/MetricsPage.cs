using IocExplorer.Hosting.Configuration;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests;

/// <summary><c>/metrics</c> of this process, as a node serves it.</summary>
internal sealed class MetricsPage : IAsyncDisposable
{
    private readonly RecordedLog _log = new();
    private readonly NodeHost _host;
    private readonly HttpClient _http = new();

    private MetricsPage() => _host = NodeHost.Create(new()
    {
        Kind = "worker",
        Settings = new NodeSettings { Listen = new("http://127.0.0.1:0") },
        Time = TimeProvider.System,
        Logs = _log,
    });

    /// <summary>Counts what happens from here on.</summary>
    public static async Task<MetricsPage> ServeAsync()
    {
        var page = new MetricsPage();
        await page._host.App.StartAsync(TestContext.Current.CancellationToken);
        return page;
    }

    public Task<string> ReadAsync() => _http.GetStringAsync(new Uri(new(_host.App.Urls.First()), "/metrics"), TestContext.Current.CancellationToken);

    /// <summary>Reads until the text is there.</summary>
    public Task<string> WhenAsync(string text)
    {
        return LookAsync().InTimeAsync("counting", "the page of metrics", text);

        async Task<string> LookAsync()
        {
            while (true)
            {
                if (await ReadAsync() is var page && page.Contains(text, StringComparison.Ordinal))
                {
                    return page;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
        _log.Dispose();
    }
}
