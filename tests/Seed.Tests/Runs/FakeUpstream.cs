using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace IocExplorer.Seed.Tests.Runs;

/// <summary>All sources at once, without a network: answers as told and remembers what it was asked.</summary>
internal sealed class FakeUpstream(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly ConcurrentQueue<HttpRequestMessage> _asked = [];

    public FakeUpstream(Func<Uri, (HttpStatusCode Status, string Body)> answer)
        : this((request, _) => Task.FromResult(Json(answer(request.RequestUri!))))
    {
    }

    public IReadOnlyList<HttpRequestMessage> Asked => [.. _asked];

    /// <summary>Path and query of each request, sorted.</summary>
    public IReadOnlyList<string> Paths => [.. _asked.Select(r => r.RequestUri!.PathAndQuery).Order(StringComparer.Ordinal)];

    public static HttpResponseMessage Json((HttpStatusCode Status, string Body) answer) =>
        new(answer.Status) { Content = new StringContent(answer.Body, Encoding.UTF8, "application/json") };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _asked.Enqueue(request);
        return answer(request, cancellationToken);
    }
}
