namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>A tree with its files as they are kept.</summary>
/// <param name="Number">The place of its seed, from 1.</param>
/// <param name="Files">Those that were asked for and are there; null when there is none of them.</param>
/// <param name="WrittenAt">Null as long as it has no end.</param>
public sealed record StoredTree(int Number, TreeFiles? Files, DateTimeOffset? WrittenAt);
