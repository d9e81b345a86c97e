using System.Collections.Concurrent;
using System.Net;
using IocExplorer.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Seed.Tests.Service;

/// <summary>A real HTTP server on loopback that answers as told: each request of a kind takes the next answer, and the last one stays.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, Queue<Func<HttpContext, Task>>> _answers = [];
    private readonly ConcurrentQueue<ServiceRequest> _requests = [];
    private readonly Lock _gate = new();

    private FakeService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MinResponseDataRate = null;
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Address => _app.Urls.Single();

    public IReadOnlyList<ServiceRequest> Requests => [.. _requests];

    public IEnumerable<string> Lines => Requests.Select(r => r.Line);

    /// <summary>Ends when the client has gone away from a stream that has no end.</summary>
    public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<FakeService> StartAsync()
    {
        var service = new FakeService();
        await service._app.StartAsync();
        return service;
    }

    /// <summary>An address on loopback where nobody listens.</summary>
    public static string NobodyThere() => FreePort.TakeUrl().GetLeftPart(UriPartial.Authority);

    /// <param name="line">Method and path below the API's root, without query: <c>GET hunts/7</c>.</param>
    public FakeService On(string line, params IEnumerable<Func<HttpContext, Task>> answers)
    {
        lock (_gate)
        {
            _answers[line] = new(answers);
        }

        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value!.Replace("/api/v1/", "", StringComparison.Ordinal);
        using var reader = new StreamReader(request.Body);
        _requests.Enqueue(new(
            $"{request.Method} {path}{request.QueryString}",
            request.Headers.Authorization,
            request.Headers["Idempotency-Key"],
            request.ContentType,
            await reader.ReadToEndAsync()));
        Func<HttpContext, Task>? answer;
        lock (_gate)
        {
            answer = _answers.TryGetValue($"{request.Method} {path}", out var queue) ? queue.Count > 1 ? queue.Dequeue() : queue.Peek() : null;
        }

        await (answer ?? Answers.Problem(404, "Not Found", "There is no such thing."))(context);
    }
}
