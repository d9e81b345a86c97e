namespace IocExplorer.Workers.Definitions.Model;

/// <summary>How a source says that it does not answer.</summary>
/// <param name="Marker">What stands here, unless null, makes a body an error whatever else it holds.</param>
/// <param name="Code">The source's own error code.</param>
/// <param name="Message">Where a text for people stands; the first that is there counts.</param>
/// <param name="Codes">What its codes mean, by their text.</param>
/// <param name="ThrottledTexts">Words that say "quota" or "too fast" when no code does, compared without case.</param>
public sealed record ErrorDefinition(
    AnswerPath? Marker,
    AnswerPath? Code,
    IReadOnlyList<AnswerPath> Message,
    IReadOnlyDictionary<string, ErrorMeaning> Codes,
    IReadOnlyList<string> ThrottledTexts)
{
    /// <summary>HTTP statuses that mean something else than usual.</summary>
    public IReadOnlyDictionary<int, ErrorMeaning> Statuses { get; init; } = new Dictionary<int, ErrorMeaning>();

    /// <summary>Headers besides Retry-After that say when to come back, in seconds or as a date.</summary>
    public IReadOnlyList<string> RetryAfterHeaders { get; init; } = [];
}
