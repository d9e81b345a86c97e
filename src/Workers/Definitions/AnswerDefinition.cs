namespace IocExplorer.Workers.Definitions;

/// <summary>What a body must look like to be an answer. Anything else is "not answered", never "empty".</summary>
/// <param name="Items">Where the things stand that are counted towards the limit.</param>
/// <param name="Kinds">What may stand there. An object counts as its own only item, an empty one and null as none.</param>
/// <param name="Require">Values that say "this is an answer", such as a code of its own in the body.</param>
/// <param name="ItemHasOneOf">Members of which an item has at least one, so that foreign objects are recognised; empty when anything goes.</param>
public sealed record AnswerDefinition(
    AnswerPath Items,
    ItemsKinds Kinds,
    IReadOnlyList<AnswerRequirement> Require,
    IReadOnlyList<string> ItemHasOneOf);
