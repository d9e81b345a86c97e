namespace IocExplorer.Persistence.Postgres.Cluster;

/// <summary>A node as the table of addresses shows it.</summary>
/// <param name="Age">Since its last heartbeat, on the database's clock, when this was read.</param>
public sealed record ObservedNode(NodeAddress Node, NodePresence Presence, TimeSpan Age);
