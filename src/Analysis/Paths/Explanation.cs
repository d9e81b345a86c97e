namespace IocExplorer.Analysis.Paths;

/// <summary>Why the tree of a seed has an IOC, or not.</summary>
/// <param name="Path">The way to it where the tree has it, else null.</param>
/// <param name="Reasons">Why it does not have it, the one that explains most first; at least one, unless the tree has it.</param>
public sealed record Explanation(Ioc Seed, Ioc Ioc, IocPath? Path, IReadOnlyList<AbsenceReason> Reasons);
