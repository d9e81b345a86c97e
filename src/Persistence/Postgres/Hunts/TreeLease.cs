using IocExplorer.Messages;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>The right of a node to explore a tree and to write its result. Void when the node's own lease is.</summary>
/// <param name="Hunt">The hunt.</param>
/// <param name="Number">The place of the tree's seed in the hunt, from 1.</param>
/// <param name="Node">Who owns it.</param>
/// <param name="Epoch">Goes with the result.</param>
public sealed record TreeLease(HuntId Hunt, int Number, NodeId Node, Epoch Epoch);
