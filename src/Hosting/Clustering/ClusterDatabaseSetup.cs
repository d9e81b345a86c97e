using Akka.Actor.Setup;
using IocExplorer.Persistence.Postgres.Cluster;

namespace IocExplorer.Hosting.Clustering;

/// <summary>Hands the database to what Akka makes by itself from a class name.</summary>
internal sealed class ClusterDatabaseSetup(ClusterDatabase database, TimeProvider time) : Setup
{
    public ClusterDatabase Database => database;

    public TimeProvider Time => time;
}
