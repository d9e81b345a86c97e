using System.Text.Json;

namespace IocExplorer.Workers.Definitions.Paths;

/// <summary>Where one step of a path leads.</summary>
internal static class PathSteps
{
    /// <summary>Nothing when it leads nowhere. Every item and the first one of a single text or number is that itself: sources are known to leave out the list around it.</summary>
    public static IEnumerable<JsonElement> Next(JsonElement here, PathStep step)
    {
        switch (step)
        {
            case PathStep.Member member:
                return here.TryGetMember(member.Name, out var value) ? [value] : [];
            case PathStep.Index index:
                return here.ValueKind == JsonValueKind.Array ? (here.GetArrayLength() > index.Number ? [here[index.Number]] : [])
                    : index.Number == 0 && JsonText.Of(here) is not null ? [here]
                    : [];
            case PathStep.AnyMember:
                return here.ValueKind == JsonValueKind.Object ? here.EnumerateObject().Select(m => m.Value) : [];
            default:
                return here.ValueKind == JsonValueKind.Array ? here.EnumerateArray() : JsonText.Of(here) is null ? [] : [here];
        }
    }
}
