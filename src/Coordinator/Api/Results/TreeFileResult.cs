using System.IO.Compression;
using IocExplorer.Persistence.Postgres.Hunts;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IocExplorer.Coordinator.Api.Results;

/// <summary>One file of a tree. It is kept compressed and goes out as it is to those who understand that.</summary>
internal sealed class TreeFileResult(TreeFiles files, bool isJson) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = isJson ? "application/json" : "text/plain; charset=utf-8";
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName(files.Name + (isJson ? ".json" : ".txt"));
        response.Headers.ContentDisposition = name.ToString();
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        var content = isJson ? files.Json : files.Txt;
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
