namespace IocExplorer.Persistence.Postgres.Cluster;

/// <summary>The address of a node, by which others find it.</summary>
/// <param name="Address">Of its ActorSystem, in Akka's form: <c>akka.tcp://SYSTEM@HOST:PORT</c>.</param>
/// <param name="Uid">Of its ActorSystem: another one after each start, also on the same address.</param>
/// <param name="Name">For people; need not be unique.</param>
public sealed record NodeAddress(string Address, long Uid, IReadOnlyList<string> Roles, string Name, string Version);
