using System.Buffers;
using System.Net;

namespace IocExplorer.Workers.Http;

/// <summary>
/// Sends one request and reads the whole answer, up to a limit. No redirects, no cookies, no tries: what comes is what is returned.
/// </summary>
/// <remarks>
/// Everything here runs ten thousand times a second when a source allows it: the handler is called without <see cref="HttpClient"/> around
/// it (which adds a linked token and a timer to each call), and bodies are read into pooled buffers.
/// </remarks>
/// <param name="createHandler">Null for the network.</param>
internal sealed class SourceHttp(SourceHttpOptions options, TimeProvider time, Func<HttpMessageHandler>? createHandler = null) : IDisposable
{
    private const string UserAgent = "ioc-explorer/2.0";
    private const int FirstBuffer = 16 * 1024;

    // Then they are renewed, so that a changed address is noticed.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpMessageInvoker _http = new(createHandler?.Invoke() ?? CreateHandler(options, time), disposeHandler: true);

    /// <exception cref="HttpRequestException">No answer came.</exception>
    /// <exception cref="IOException">The answer broke off.</exception>
    /// <exception cref="InvalidDataException">It cannot be decompressed.</exception>
    public async ValueTask<HttpReply> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (!request.Headers.NonValidated.Contains("User-Agent"))
        {
            // A definition may name another: some sources answer to one name only.
            request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        }

        var response = await _http.SendAsync(request, cancellation);
        using (response)
        {
            var status = (int)response.StatusCode;
            var retryAfter = status >= 400 ? RetryAfter.Read(response.Headers, time.GetUtcNow(), options.RetryAfterHeaders) : null;
            var announced = response.Content.Headers.ContentLength;
            if (announced > options.AnswerBytes)
            {
                return new(status, null, 0, IsTooLarge: true, retryAfter);
            }

            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            var (buffer, length, isTooLarge) = await ReadAsync(stream, (int)(announced ?? 0), cancellation);
            return new(status, buffer, length, isTooLarge, retryAfter);
        }
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler CreateHandler(SourceHttpOptions options, TimeProvider time)
    {
        var names = new NameLookUp(options.NamePatience, time);
        return new()
        {
            ConnectCallback = (context, cancellation) => names.ConnectAsync(context.DnsEndPoint, cancellation),
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
            MaxConnectionsPerServer = options.MaxConnections,
            PooledConnectionLifetime = ConnectionLifetime,
            PlaintextStreamFilter = options.ChecksBeforeSending ? static (context, _) => new(Guarded(context)) : null,
            // An answer that is not read to its end closes its connection, rather than download the rest of 50 MB.
            MaxResponseDrainSize = 0,
            // Traces would carry URLs, and with them IOCs, to wherever they are collected.
            ActivityHeadersPropagator = null,
        };
    }

    // The way to a proxy carries the connection to the source, which is guarded itself.
    private static Stream Guarded(SocketsHttpPlaintextStreamFilterContext context) =>
        context.InitialRequestMessage.Method == HttpMethod.Connect ? context.PlaintextStream : SendGuard.Guard(context.PlaintextStream);

    private static async ValueTask<int> ReadAsync(Stream stream, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellation);
        }
        catch (InvalidOperationException error)
        {
            // What Brotli says where the other two throw InvalidDataException.
            throw new InvalidDataException(error.Message, error);
        }
    }

    private async ValueTask<(byte[]? Buffer, int Length, bool IsTooLarge)> ReadAsync(Stream stream, int announced, CancellationToken cancellation)
    {
        // One byte more than announced: the read that finds the end then needs no larger buffer.
        var buffer = ArrayPool<byte>.Shared.Rent(announced > 0 ? announced + 1 : FirstBuffer);
        var length = 0;
        try
        {
            while (true)
            {
                var read = await ReadAsync(stream, buffer.AsMemory(length), cancellation);
                if (read == 0)
                {
                    var whole = buffer;
                    buffer = null;
                    return (whole, length, false);
                }

                length += read;
                if (length > options.AnswerBytes)
                {
                    return (null, 0, true);
                }

                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }
        }
        finally
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
