using IocExplorer.Messages;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>A seed as it was submitted.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Seed">The root of its tree.</param>
/// <param name="NameIsTaken">Whether another seed of the hunt has the same value under another type.</param>
/// <param name="Sharing">How far it may travel.</param>
public sealed record StoredSeed(int Number, Ioc Seed, bool NameIsTaken, SharingLevel Sharing);
