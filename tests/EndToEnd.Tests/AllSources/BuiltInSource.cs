using System.Text.Json;
using IocExplorer.Testing;

namespace IocExplorer.EndToEnd.Tests.AllSources;

/// <summary>What the built-in definition of a source says, read from its file and not by the program under test.</summary>
internal sealed record BuiltInSource(string Name, string BasePath, bool NeedsKey, bool IsFree, IReadOnlyList<string> Labels,
    IReadOnlyList<string> AcceptsByDefault)
{
    public static IReadOnlyList<BuiltInSource> All { get; } = [.. SourceSimulator.Simulator.Sources.Select(Read)];

    private static BuiltInSource Read(string name)
    {
        var path = Path.Combine(CheckoutFolder.Root, "src", "Workers", "Sources", $"{name}.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path), new() { CommentHandling = JsonCommentHandling.Skip });
        var definition = document.RootElement;
        var operations = definition.GetProperty("operations").EnumerateArray().ToList();
        var basePath = definition.TryGetProperty("baseUrl", out var url) ? new Uri(url.GetString()!).AbsolutePath.TrimEnd('/') : "";
        var key = definition.TryGetProperty("key", out var placement) ? placement : default;
        return new(
            name,
            basePath.Length > 0 || name != "VirusTotal" ? basePath : "/api/v3",
            key.ValueKind == JsonValueKind.Object && !(key.TryGetProperty("needed", out var needed) && !needed.GetBoolean()),
            definition.TryGetProperty("freeKey", out var free) && free.GetBoolean(),
            [.. operations.Where(o => o.TryGetProperty("relations", out _)).SelectMany(o => o.GetProperty("relations").EnumerateArray()).Select(
                r => r.GetProperty("label").GetString()!).Distinct()],
            [.. operations.Where(o => !o.TryGetProperty("onByDefault", out var on) || on.GetBoolean()).SelectMany(
                o => Texts(o.GetProperty("accepts"))).Distinct()]);
    }

    private static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(v => v.GetString()!) : [value.GetString()!];
}
