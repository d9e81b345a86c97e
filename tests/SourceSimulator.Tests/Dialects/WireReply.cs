using System.Text.Json;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

/// <summary>A response as it stood on the wire.</summary>
internal sealed record WireReply(int Status, string? ContentType, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.Clone();
    }

    /// <summary>The texts or numbers of a member, in each row of a list.</summary>
    public IReadOnlyList<string> Column(string list, string member) =>
        [.. Json().GetProperty(list).EnumerateArray().Select(row => row.GetProperty(member).ToString())];

    public void ShouldBe(int status, string body)
    {
        Body.ShouldBe(body);
        Status.ShouldBe(status);
    }
}
