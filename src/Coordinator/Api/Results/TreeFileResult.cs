using System.IO.Compression;
using IocExplorer.Coordinator.Results;
using Microsoft.Net.Http.Headers;

namespace IocExplorer.Coordinator.Api.Results;

/// <summary>One file of a tree. It is stored compressed and sent so to clients that accept gzip.</summary>
/// <param name="format">What it is written in.</param>
/// <param name="name">Without the ending.</param>
/// <param name="content">Compressed with gzip.</param>
internal sealed class TreeFileResult(ITreeWriter format, string name, ReadOnlyMemory<byte> content) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = format.MediaType;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name + format.Ending());
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (TakesGzip(httpContext.Request))
        {
            response.Headers.ContentEncoding = "gzip";
            response.ContentLength = content.Length;
            await response.Body.WriteAsync(content, httpContext.RequestAborted);
            return;
        }

        await using var plain = new GZipStream(new MemoryStream(content.ToArray(), writable: false), CompressionMode.Decompress);
        await plain.CopyToAsync(response.Body, httpContext.RequestAborted);
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);
}
