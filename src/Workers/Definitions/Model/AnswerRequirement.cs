using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Model;

/// <summary>A value that an answer holds.</summary>
/// <param name="AnyOf">The text of the number, string or boolean is one of these: <c>200</c> is met by <c>200</c> and by <c>"200"</c>. Empty: anything
/// but null, false and an empty text.</param>
public sealed record AnswerRequirement(AnswerPath At, IReadOnlyList<string> AnyOf)
{
    /// <summary>The text holds one of <see cref="AnyOf"/>, without regard to case, and need not be one.</summary>
    public bool AsPart { get; init; }

    /// <summary>Where nothing stands there, a list or an object of items is enough; with null or nothing in their place it is no answer.</summary>
    public bool MayBeMissing { get; init; }
}
