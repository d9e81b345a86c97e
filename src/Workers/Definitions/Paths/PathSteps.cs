namespace IocExplorer.Workers.Definitions.Paths;

/// <summary>Where one step of a path leads.</summary>
internal static class PathSteps
{
    /// <summary>
    /// Nothing when it leads nowhere. Every item and the first one of a single text or number is that itself: sources
    /// are known to leave out the list around it.
    /// </summary>
    public static IEnumerable<AnswerValue> Next(AnswerValue here, PathStep step)
    {
        switch (step)
        {
            case PathStep.Member member:
                return here.TryGetMember(member.Name, out var value) ? [value] : [];
            case PathStep.Index index:
                return here.ValueKind == JsonValueKind.Array ? here.Content.Skip(index.Number).Take(1)
                    : index.Number == 0 && JsonText.Of(here) is not null ? [here]
                    : [];
            case PathStep.AnyMember:
                return here.ValueKind == JsonValueKind.Object ? here.Content : [];
            default:
                return here.ValueKind == JsonValueKind.Array ? here.Content : JsonText.Of(here) is null ? [] : [here];
        }
    }
}
