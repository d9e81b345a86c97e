using IocExplorer.Analysis.Exports;
using IocExplorer.Analysis.Findings;
using IocExplorer.Messages.Service;
using Microsoft.Net.Http.Headers;

namespace IocExplorer.Coordinator.Api.Findings;

/// <summary>A hunt in a format for other tools, sent as it is written. What the user should know of it stands in headers, one a sentence.</summary>
internal sealed class ExportResult(HuntFindings findings, long hunt, HuntExport format) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = format.MediaType;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = $"hunt-{hunt}-{format.Name}{format.FileExtension}",
        }.ToString();
        await findings.ExportAsync(hunt, format, response.Body, remark => response.Headers.Append(ServiceHeaders.Remark, remark), httpContext.RequestAborted);
    }
}
