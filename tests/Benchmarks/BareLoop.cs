using System.Globalization;
using System.Text.Json;

namespace IocExplorer.Benchmarks;

/// <summary>
/// The least that any program must do to ask the same: <see cref="HttpClient"/>, System.Text.Json, nothing kept. Runs in a process of its
/// own (<c>bare-loop FILE CONCURRENCY</c>), so that it pays for its start and its just-in-time compiler as the product does.
/// </summary>
internal static class BareLoop
{
    /// <returns>Prints one line: requests, seconds.</returns>
    public static async Task<int> RunAsync(string urlFile, int concurrency, TimeProvider time)
    {
        var urls = await File.ReadAllLinesAsync(urlFile);
        var started = time.GetTimestamp();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = concurrency };
        using var client = new HttpClient(handler);
        client.DefaultRequestHeaders.Add("x-apikey", "a-key-of-the-benchmark");
        var next = -1;
        var values = 0L;
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(AskAsync)));
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{urls.Length} {seconds:0.000} {values}"));
        return 0;

        async Task AskAsync()
        {
            for (var mine = Interlocked.Increment(ref next); mine < urls.Length; mine = Interlocked.Increment(ref next))
            {
                using var response = await client.GetAsync(new Uri(urls[mine]), HttpCompletionOption.ResponseHeadersRead);
                await using var body = await response.Content.ReadAsStreamAsync();
                using var answer = await JsonDocument.ParseAsync(body);
                Interlocked.Add(ref values, CountValues(answer.RootElement));
            }
        }
    }

    private static int CountValues(JsonElement answer)
    {
        var count = 0;
        if (answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in data.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var id) && id.GetString() is { Length: > 0 })
                {
                    count++;
                }
            }
        }

        return count;
    }
}
