namespace IocExplorer.Analysis.Differences;

/// <summary>A relation as a tree shows it.</summary>
/// <param name="From">The IOC that was asked about.</param>
/// <param name="Label">As trees show it.</param>
/// <param name="To">The IOC that the answer names.</param>
public sealed record ShownRelation(Ioc From, string Label, Ioc To);
