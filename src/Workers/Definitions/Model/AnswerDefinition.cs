namespace IocExplorer.Workers.Definitions.Model;

/// <summary>What a body must look like to be an answer. Anything else is "not answered", never "empty".</summary>
/// <param name="Items">Where the things stand that are counted towards the limit.</param>
/// <param name="Kinds">What may stand there. An object counts as its own only item, an empty one and null as none.</param>
/// <param name="Require">Values that say "this is an answer", such as a code of its own in the body.</param>
/// <param name="ItemHasOneOf">Members of which an item has at least one, so that foreign objects are recognised; empty when anything goes.</param>
public sealed record AnswerDefinition(
    AnswerPath Items,
    ItemsKinds Kinds,
    IReadOnlyList<AnswerRequirement> Require,
    IReadOnlyList<string> ItemHasOneOf)
{
    public AnswerFormat Format { get; init; } = AnswerFormat.Json;

    /// <summary>Members of which the whole answer has at least one, so that a foreign object is not taken for an empty answer.</summary>
    public IReadOnlyList<string> HasOneOf { get; init; } = [];

    /// <summary>Any of these means that the source has no data, whatever else is there or missing.</summary>
    public IReadOnlyList<AnswerRequirement> EmptyWhen { get; init; } = [];

    /// <summary>
    /// Any of these says that there is more than the answer holds. Without values: something is there, other than null, false and an empty text.
    /// </summary>
    public IReadOnlyList<AnswerRequirement> MoreWhen { get; init; } = [];

    /// <summary>The source's own count of all that it knows. It ends nothing.</summary>
    public AnswerPath? Total { get; init; }

    /// <summary>Further numbers that are above 0 only where there are items. One that is, in an answer without a list, makes it no answer.</summary>
    public IReadOnlyList<AnswerPath> Counts { get; init; } = [];
}
