using IocExplorer.Messages;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>A tree that a node has just taken.</summary>
/// <param name="Lease">Its right to do so.</param>
/// <param name="Seed">The root.</param>
/// <param name="NameIsTaken">Whether another seed of the hunt has the same value under another type.</param>
/// <param name="Deaths">How many nodes have died while they explored it.</param>
/// <param name="Sharing">How far the seed may travel.</param>
public sealed record TakenTree(TreeLease Lease, Ioc Seed, bool NameIsTaken, int Deaths, SharingLevel Sharing);
