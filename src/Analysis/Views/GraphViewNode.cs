namespace IocExplorer.Analysis.Views;

/// <summary>An IOC of a <see cref="GraphView"/>.</summary>
/// <param name="IsSeed">Whether a tree that was looked at is its own.</param>
public sealed record GraphViewNode(Ioc Ioc, bool IsSeed, IReadOnlyList<Tag> Tags);
