namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>The report of a hunt as the database keeps it.</summary>
/// <param name="Holds">What the hunt held when it was made: while it holds the same, the report is good.</param>
/// <param name="MadeAt">When its computation began.</param>
/// <param name="Content">JSON, compressed.</param>
public sealed record StoredReport(string Holds, DateTimeOffset MadeAt, ReadOnlyMemory<byte> Content);
