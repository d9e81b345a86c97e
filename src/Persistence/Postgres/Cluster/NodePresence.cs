namespace IocExplorer.Persistence.Postgres.Cluster;

/// <summary>How far a node is on its way into the cluster, as its row in the table of addresses says.</summary>
public enum NodePresence
{
    /// <summary>Starts or joins: other nodes must not join through it yet.</summary>
    Starting = 1,

    /// <summary>Founds the cluster: others wait for it.</summary>
    Founding = 2,

    /// <summary>A member that is up: others join with it.</summary>
    Up = 3,
}
