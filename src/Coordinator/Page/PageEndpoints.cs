using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace IocExplorer.Coordinator.Page;

/// <summary>
/// The page: files that are built into this assembly from <c>dist</c>. They hold no data and need no token; what the page shows it asks of the API, with the
/// token that its user gave it.
/// </summary>
internal static class PageEndpoints
{
    // Nothing is loaded from elsewhere, no script stands in the document, no other site may frame the page or be sent a form.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:;"
        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly (string Path, string File, string MediaType)[] Files =
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/app.js", "app.js", "text/javascript; charset=utf-8"),
        ("/app.css", "app.css", "text/css; charset=utf-8"),
        ("/licences.txt", "licences.txt", "text/plain; charset=utf-8"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, file, mediaType) in Files)
        {
            var content = Read(file);
            var version = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"");
            routes.MapGet(path, context => SendAsync(context, content, mediaType, version)).AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static Task SendAsync(HttpContext context, byte[] content, string mediaType, EntityTagHeaderValue version)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // Asked for anew each time: a page of the version before would not know what the API of this one says.
        headers.CacheControl = "no-cache";
        return TypedResults.Bytes(content, mediaType, entityTag: version).ExecuteAsync(context);
    }

    private static byte[] Read(string file)
    {
        using var resource = typeof(PageEndpoints).Assembly.GetManifestResourceStream($"Page/{file}")
            ?? throw new InvalidOperationException($"The file {file} of the page is not in the assembly.");
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
