namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>One row of <see cref="RelationTable"/>.</summary>
/// <param name="Kind">The relation.</param>
/// <param name="Operation">The request that tells it.</param>
/// <param name="Accepts">The type of IOC that is asked about.</param>
/// <param name="Label">The label on a tree's node.</param>
/// <param name="Yields">The type of the values that come back.</param>
public sealed record RelationRow(RelationKind Kind, Operation Operation, IocType Accepts, string Label, IocType Yields);
