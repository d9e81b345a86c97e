using IocExplorer.Messages.Service.Trees;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>What a tree that is over adds to the sums of its hunt.</summary>
/// <param name="Number">The place of its seed, from 1.</param>
/// <param name="DoneAt">When, on the database's clock.</param>
/// <param name="Tally">Null when it was given up.</param>
/// <param name="Problem">Why it was given up; null otherwise.</param>
public sealed record TreeTallyRow(int Number, DateTimeOffset DoneAt, TreeTally? Tally, string? Problem);
