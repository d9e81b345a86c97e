namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>What one source holds on an IOC under one relation, in its order.</summary>
/// <param name="Source">As configuration names it.</param>
/// <param name="Relation">The simulator's name of the relation; for the eleven of the original tool the operation's name.</param>
/// <param name="Yields">The type of the values.</param>
/// <param name="Sightings">At least one.</param>
public sealed record TruthRow(string Source, string Relation, IocType Yields, IReadOnlyList<Sighting> Sightings)
{
    /// <summary>False where the world does not say when; the times then mean nothing.</summary>
    public bool HasTimes { get; init; } = true;
}
