namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>What a source of its own dialect knows how to tell.</summary>
/// <param name="Number">Its place in <see cref="SourceRelations.All"/>; answers of synthetic worlds depend on it.</param>
/// <param name="Source">As configuration names it.</param>
/// <param name="Name">Unique within the source.</param>
/// <param name="Accepts">What is asked about.</param>
/// <param name="Yields">What comes back.</param>
/// <param name="Most">The most values that a synthetic world gives; 0: as many as its fan-out says.</param>
public sealed record SourceRelation(int Number, string Source, string Name, IocType Accepts, IocType Yields, int Most);
