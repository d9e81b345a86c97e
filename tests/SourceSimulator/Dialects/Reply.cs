using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>A whole response of a source.</summary>
internal sealed record Reply(int Status, string ContentType, byte[] Body)
{
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Besides the content type.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Whether it says no, however politely.</summary>
    public bool IsRefusal { get; init; }

    /// <param name="value">Anonymous objects, arrays, dictionaries; member names as they are.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="contentType">What the source calls it.</param>
    public static Reply Json(object value, int status = 200, string contentType = "application/json") =>
        new(status, contentType, JsonSerializer.SerializeToUtf8Bytes(value, Writing));

    /// <summary>One JSON object a line, each with a line end.</summary>
    public static Reply Lines(IEnumerable<object> values, string contentType) =>
        new(200, contentType, Encoding.UTF8.GetBytes(string.Concat(values.Select(value => JsonSerializer.Serialize(value, Writing) + "\n"))));

    public static Reply Text(string text, int status, string contentType = "text/plain; charset=utf-8") =>
        new(status, contentType, Encoding.UTF8.GetBytes(text));

    public Reply Refused() => this with { IsRefusal = true };

    public Reply With(string header, string value) => this with { Headers = [.. Headers, (header, value)] };

    public void SendTo(Exchange exchange)
    {
        foreach (var (name, value) in Headers)
        {
            exchange.ResponseHeaders[name] = value;
        }

        exchange.Send(Status, ContentType, Body);
    }
}
