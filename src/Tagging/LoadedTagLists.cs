namespace IocExplorer.Tagging;

/// <summary>What came of loading lists.</summary>
/// <param name="Tagger">Knows all that could be read.</param>
/// <param name="Problems">What is not used, and why; at most some for each list, the last of them counts the rest.</param>
public sealed record LoadedTagLists(ITagger Tagger, IReadOnlyList<TagProblem> Problems);
