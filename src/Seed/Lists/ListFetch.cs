using System.Net;
using IocExplorer.Hosting;

namespace IocExplorer.Seed.Lists;

/// <summary>Fetches an archive of lists to a file: by https, or plain from this machine; redirects within the same rules; bounded in size and time.</summary>
internal sealed class ListFetch(Func<HttpMessageHandler>? http, TimeProvider time)
{
    public const long MostBytes = 512L * 1024 * 1024;
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private const int MostRedirects = 5;

    /// <returns>Empty when the file holds the whole archive; else one clause that says why not.</returns>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public async Task<string> FetchAsync(Uri address, Stream file, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var handler = http?.Invoke() ?? new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"ioc-explorer/{ProgramVersion.Text}");
        try
        {
            return await FetchAsync(client, address, file, either.Token);
        }
        catch (HttpRequestException e)
        {
            return $"{address.Host} could not be reached ({e.HttpRequestError})";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"it took longer than {Patience.TotalMinutes} minutes";
        }
    }

    /// <returns>Empty when the address may be asked; else why not, without repeating it: it may hold a key.</returns>
    public static string Validate(Uri address) =>
        !HttpUrl.HasHost(address) ? "its host is no name that can be looked up"
        : address.UserInfo.Length > 0 ? "it holds a user name or a password"
        : address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) ? ""
        : "it is neither https:// nor http:// of this machine";

    private static async Task<string> FetchAsync(HttpClient client, Uri address, Stream file, CancellationToken cancellation)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            if (Validate(address) is { Length: > 0 } why)
            {
                return redirects == 0 ? why : $"it leads elsewhere: {why}";
            }

            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } next)
            {
                address = new(address, next);
                continue;
            }

            return response.StatusCode == HttpStatusCode.OK
                ? await CopyAsync(response.Content, file, cancellation)
                : $"{address.Host} answered HTTP {(int)response.StatusCode}";
        }

        return $"it leads elsewhere more than {MostRedirects} times";
    }

    /// <returns>Negative when the connection broke off: what goes wrong with the file is another matter.</returns>
    private static async ValueTask<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation);
        }
        catch (IOException)
        {
            return -1;
        }
    }

    private static async Task<string> CopyAsync(HttpContent content, Stream file, CancellationToken cancellation)
    {
        await using var body = await content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[128 * 1024];
        var length = 0L;
        while (await ReadAsync(body, buffer, cancellation) is var read && read != 0)
        {
            if (read < 0)
            {
                return "the connection broke off";
            }

            length += read;
            if (length > MostBytes)
            {
                return "it is larger than 512 MiB";
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return content.Headers.ContentLength is { } promised && promised != length ? "the connection broke off" : "";
    }
}
