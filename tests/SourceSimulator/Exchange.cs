using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IocExplorer.SourceSimulator;

/// <summary>One request and its response, straight on the server's features: no context, no middleware.</summary>
internal sealed class Exchange(IFeatureCollection features)
{
    public const string Json = "application/json; charset=utf-8";

    private readonly IHttpRequestFeature _request = features.GetRequiredFeature<IHttpRequestFeature>();
    private readonly IHttpResponseFeature _response = features.GetRequiredFeature<IHttpResponseFeature>();
    private readonly IHttpResponseBodyFeature _body = features.GetRequiredFeature<IHttpResponseBodyFeature>();

    public string Method => _request.Method;

    public string Target => _request.RawTarget;

    public IHeaderDictionary RequestHeaders => _request.Headers;

    public IHeaderDictionary ResponseHeaders => _response.Headers;

    /// <summary>Cancelled when the client leaves or the server stops.</summary>
    public CancellationToken Aborted => features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;

    public int Status => _response.StatusCode;

    /// <summary>Hands a whole answer to the server, which sends it when the request's task ends.</summary>
    public void Send(int status, string contentType, ReadOnlySpan<byte> body)
    {
        Begin(status, contentType, body.Length);
        if (!body.IsEmpty)
        {
            var writer = _body.Writer;
            body.CopyTo(writer.GetSpan(body.Length));
            writer.Advance(body.Length);
        }
    }

    public void Begin(int status, string contentType, long length)
    {
        _response.StatusCode = status;
        _response.Headers.ContentType = contentType;
        _response.Headers.ContentLength = length;
    }

    public void Send(int status) => Begin(status, "text/plain; charset=utf-8", 0);

    /// <summary>Puts bytes on the wire at once; false when the client has left.</summary>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        var result = await _body.Writer.WriteAsync(bytes, Aborted);
        return !result.IsCompleted && !result.IsCanceled;
    }

    /// <summary>Sends what the headers say before there is any body.</summary>
    public async Task SendHeadersAsync()
    {
        await _body.StartAsync(Aborted);
        _ = await _body.Writer.FlushAsync(Aborted);
    }

    public async Task<string> ReadBodyAsync()
    {
        using var reader = new StreamReader(_request.Body);
        return await reader.ReadToEndAsync(Aborted);
    }

    /// <summary>Cuts the connection.</summary>
    public void Abort() => features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort();
}
