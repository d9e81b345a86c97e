namespace IocExplorer.Coordinator.Supervising;

/// <summary>A seed of a hunt.</summary>
/// <param name="Number">Its place among the seeds, from 1; the number of its tree.</param>
/// <param name="NameIsTaken">Another seed of the hunt has the same value under another type.</param>
internal sealed record SeedOfHunt(int Number, Ioc Seed, SharingLevel Sharing, bool NameIsTaken);
