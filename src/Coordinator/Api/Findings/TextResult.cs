using System.Text;

namespace IocExplorer.Coordinator.Api.Findings;

/// <summary>Text that is made by a writer, in UTF-8.</summary>
internal sealed class TextResult(string mediaType, Action<TextWriter> write) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        write(writer);
        return TypedResults.Text(writer.ToString(), mediaType, Encoding.UTF8).ExecuteAsync(httpContext);
    }
}
