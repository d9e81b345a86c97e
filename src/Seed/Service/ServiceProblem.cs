using System.Text.Json;

namespace IocExplorer.Seed.Service;

/// <summary>Problem details (RFC 9457), the members that are shown.</summary>
/// <param name="Title">Empty when the service gives none.</param>
/// <param name="Detail">Empty when the service gives none.</param>
/// <param name="Errors">A text for each when several things are wrong.</param>
internal sealed record ServiceProblem(string Title, string Detail, IReadOnlyList<string> Errors)
{
    private const int MostErrors = 20;

    public static ServiceProblem None { get; } = new("", "", []);

    /// <summary>Reads known members and ignores the rest; an error page of a proxy is not read as a problem.</summary>
    public static ServiceProblem Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object
                ? None
                : new(Text(root, "title"), Text(root, "detail"), root.TryGetProperty("errors", out var errors) ? [.. Texts(errors).Take(MostErrors)] : []);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return None;
        }
    }

    // A list of texts, of bad lines, or of texts by name.
    private static IEnumerable<string> Texts(JsonElement errors) => errors.ValueKind switch
    {
        JsonValueKind.Array => errors.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [errors.GetString()!],
        JsonValueKind.Object when errors.TryGetProperty("line", out var line) && line.ValueKind == JsonValueKind.Number =>
            [$"line {line.GetRawText()}: {Text(errors, "reason")}"],
        JsonValueKind.Object when Text(errors, "detail") is { Length: > 0 } detail => [detail],
        JsonValueKind.Object => errors.EnumerateObject().SelectMany(member => Texts(member.Value).Select(text => $"{member.Name}: {text}")),
        _ => [],
    };

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString()!.Trim() : "";
}
