using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Model;

/// <summary>The type of a value, where the answer says it beside each.</summary>
/// <param name="At">Where it says so.</param>
/// <param name="Types">By the texts that stand for it, without regard to case. Values of other types are skipped.</param>
public sealed record TypeByText(AnswerPath At, IReadOnlyDictionary<string, IocType> Types);
