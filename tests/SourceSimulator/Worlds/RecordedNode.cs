using System.Text.Json;

namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>A node of a result file.</summary>
internal sealed record RecordedNode(string Id, string Type, string? Relation, IReadOnlyList<RecordedNode> Children)
{
    // A tree of depth n nests 2n+1 levels deep; nobody explores to a depth of hundreds.
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 1_000 };

    /// <exception cref="InvalidDataException">The file is no result of a hunt; the message names it and the reason.</exception>
    public static RecordedNode Load(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Reading);
            return From(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException(
                $"{path} is no result tree ({fault.Message}) A result tree nests objects with id, type, relation and children.", fault);
        }
    }

    private static RecordedNode From(JsonElement node) => new(
        node.GetProperty("id").GetString() ?? "",
        node.GetProperty("type").GetString() ?? "",
        node.TryGetProperty("relation", out var relation) ? relation.GetString() : null,
        node.TryGetProperty("children", out var children) ? [.. children.EnumerateArray().Select(From)] : []);
}
