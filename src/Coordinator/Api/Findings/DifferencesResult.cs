using System.Text;
using IocExplorer.Analysis.Differences;

namespace IocExplorer.Coordinator.Api.Findings;

/// <summary>Differences of two hunts, sent as they are found.</summary>
internal sealed class DifferencesResult(IAsyncEnumerable<HuntDifference> differences, bool isText) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellation) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = isText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
        if (!isText)
        {
            await DifferenceJson.WriteAsync(differences, response.Body, cancellation);
            return;
        }

        // A line at a time would block on the connection: the lines of a hunt's differences are gathered, and they are few beside its trees.
        using var text = new StringWriter { NewLine = "\n" };
        await DifferenceText.WriteAsync(differences, text, cancellation);
        await response.WriteAsync(text.ToString(), Encoding.UTF8, cancellation);
    }
}
