namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>A seed as it was submitted.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="NameIsTaken">Whether another seed of the hunt has the same value under another type.</param>
public sealed record StoredSeed(int Number, Ioc Seed, bool NameIsTaken, SharingLevel Sharing);
