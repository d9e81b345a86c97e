using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IocExplorer.Hosting;
using IocExplorer.Messages.Service;

namespace IocExplorer.Seed.Service;

/// <summary>
/// Sends requests to the service. What it promises: the token is sent to the given servers only (redirects are not followed, nothing
/// plain goes through a proxy); no answer is read without bounds of time and size; what fails fails with lines for the user.
/// </summary>
/// <param name="tell">Takes a line when something has to be tried again.</param>
internal sealed class ServiceClient(ServiceAccess access, TimeProvider time, Random random, Action<string> tell) : IDisposable
{
    /// <summary>Time-out for the next bytes of a response.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const long MostBytes = 64 * 1024 * 1024;
    private const int MostProblemBytes = 256 * 1024;

    // A null where none may be is as wrong as a text where a number should be.
    private static readonly ServiceJson Json = new(new(ServiceJson.Default.Options) { RespectNullableAnnotations = true });

    private readonly Dictionary<ServiceAddress, HttpClient> _clients = access.Servers.ToDictionary(s => s, Client);
    private int _current;

    public TimeProvider Time => time;

    /// <summary>The server that is asked next.</summary>
    public ServiceAddress Server => access.Servers[_current];

    public ServiceAccess Access => access;

    /// <summary>From 0 to 1, for pauses.</summary>
    public double Chance => random.NextDouble();

    /// <summary>Asks another server the next time, if there is one.</summary>
    public void MoveOn() => _current = (_current + 1) % access.Servers.Count;

    /// <summary>Sends a request whose answer is JSON.</summary>
    /// <exception cref="ServiceException">The service did not do it.</exception>
    public Task<T> AskAsync<T>(ServiceCall call, Func<ServiceJson, JsonTypeInfo<T>> type, CancellationToken cancellation)
        where T : class =>
        SendAsync(
            call,
            async (content, cancel) => await JsonSerializer.DeserializeAsync(content, type(Json), cancel) ?? throw new JsonException("null"),
            cancellation);

    /// <summary>Deletes something at the service.</summary>
    /// <exception cref="ServiceException">The service did not do it.</exception>
    public async Task DeleteAsync(ServiceCall call, CancellationToken cancellation)
    {
        try
        {
            await SendAsync(call with { IsAnswered = false }, (_, _) => Task.FromResult(true), cancellation);
        }
        catch (ServiceException e) when (e is { Status: HttpStatusCode.NotFound, AfterDoubt: true })
        {
            // The answer to the first try was lost; it had done it.
        }
    }

    /// <summary>Sends a request until it is answered and the answer is read, as often as is reasonable.</summary>
    /// <param name="read">Reads the body; called again when a try failed in the middle of it.</param>
    /// <param name="mostBytes">Of the answer.</param>
    /// <param name="look">Looks at the headers of the answer before its body is read; called again with each try.</param>
    /// <exception cref="ServiceException">The service did not do it.</exception>
    public async Task<T> SendAsync<T>(
        ServiceCall call,
        Func<IdleTimeoutStream, CancellationToken, Task<T>> read,
        CancellationToken cancellation,
        long mostBytes = MostBytes,
        Action<HttpResponseHeaders>? look = null)
    {
        var toldAlready = call.IsSilent;
        var inDoubt = false;
        var tries = ServiceRetryPolicy.For(call, access.Servers.Count, time, random, (error, pause) =>
        {
            if (!toldAlready && pause > TimeSpan.Zero)
            {
                toldAlready = true;
                tell($"{access} {(error.Status is null ? "does not answer" : "cannot do it now")} ({error.Why}): trying again.");
            }
        });
        return await tries.ExecuteAsync(
            async cancel =>
            {
                try
                {
                    return await TryAsync(call, read, mostBytes, look, cancel);
                }
                catch (ServiceException e)
                {
                    e.AfterDoubt = inDoubt;
                    inDoubt |= !e.NothingDone;
                    if (e.MayPass)
                    {
                        MoveOn();
                    }

                    throw;
                }
            },
            cancellation);
    }

    /// <summary>Reads a value of the API that did not come as an answer of its own.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> json, Func<ServiceJson, JsonTypeInfo<T>> type)
        where T : class =>
        JsonSerializer.Deserialize(json, type(Json)) ?? throw new JsonException("null");

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private static HttpClient Client(ServiceAddress server)
    {
#pragma warning disable CA2000 // The client disposes of its handler.
        var handler = new SocketsHttpHandler
#pragma warning restore CA2000
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !server.IsPlain,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxResponseHeadersLength = 64,
        };
        return new(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private async Task<T> TryAsync<T>(
        ServiceCall call,
        Func<IdleTimeoutStream, CancellationToken, Task<T>> read,
        long mostBytes,
        Action<HttpResponseHeaders>? look,
        CancellationToken cancellation)
    {
        var server = Server;
        using var silence = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            using var request = Request(call, server);
            using var response = await _clients[server].SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);

            // From here on each read has its own time-out.
            silence.CancelAfter(Timeout.InfiniteTimeSpan);
            if (!response.IsSuccessStatusCode)
            {
                throw await RefusedAsync(call, response, cancellation);
            }

            if (call.Accept != response.Content.Headers.ContentType?.MediaType && call.IsAnswered)
            {
                throw new InvalidDataException($"{response.Content.Headers.ContentType?.MediaType ?? "nothing"} instead of {call.Accept}");
            }

            look?.Invoke(response.Headers);
            await using var content = new IdleTimeoutStream(await response.Content.ReadAsStreamAsync(cancellation), Patience, mostBytes, time);
            return await read(content, cancellation);
        }
        catch (Exception e) when (cancellation.IsCancellationRequested
            && (e is HttpRequestException or IOException or TimeoutException or InvalidDataException or JsonException))
        {
            // Cancellation closes the connection, and a read may fail by that before it sees the cancellation.
            throw new OperationCanceledException("Stopped.", e, cancellation);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw ServiceMessages.BrokenOff(call, server, $"there was no answer within {Patience.TotalSeconds:0} s", e);
        }
        catch (TimeoutException e)
        {
            throw ServiceMessages.BrokenOff(call, server, e.Message, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            var error = ConnectionFailure.Of(e);
            throw error.NothingSent
                ? ServiceMessages.Unreachable(call, access, error.Text, error.MayPass, e)
                : ServiceMessages.BrokenOff(call, server, error.Text, e);
        }
        catch (JsonException e)
        {
            throw ServiceMessages.NotOurs(call, server, e.Path is { Length: > 1 } path ? access.WithoutToken($"at {path}") : "no JSON", e);
        }
        catch (InvalidDataException e)
        {
            throw ServiceMessages.NotOurs(call, server, e.Message.TrimEnd('.'), e);
        }
    }

    private HttpRequestMessage Request(ServiceCall call, ServiceAddress server)
    {
        var request = new HttpRequestMessage(call.Method, server.Of(call.Path)) { Content = call.Content?.Invoke() };
        request.Headers.Accept.Add(new(call.Accept));
        request.Headers.UserAgent.Add(new("ioc-explorer", ProgramVersion.Text));
        if (access.Token is { } token)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        if (call.IdempotencyKey is { } key)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        // A body that is refused for its size or its sender is then not sent at all, and the refusal can be read.
        request.Headers.ExpectContinue = request.Content is not null;
        return request;
    }

    private async Task<ServiceException> RefusedAsync(ServiceCall call, HttpResponseMessage response, CancellationToken cancellation)
    {
        var problem = ServiceProblem.None;
        if (response.Content.Headers.ContentType?.MediaType is { } type && type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                await using var content = new IdleTimeoutStream(await response.Content.ReadAsStreamAsync(cancellation), Patience, MostProblemBytes, time);
                using var bytes = new MemoryStream();
                await content.CopyToAsync(bytes, cancellation);
                problem = ServiceProblem.Parse(bytes.ToArray());
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException or InvalidDataException)
            {
                // The status says enough.
            }
        }

        return ServiceMessages.Refused(call, access, response.StatusCode, problem, RetryAfter(response.Headers.RetryAfter));
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - time.GetUtcNow() is var span => span > TimeSpan.Zero ? span : TimeSpan.Zero,
        _ => null,
    };
}
