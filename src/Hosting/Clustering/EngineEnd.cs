namespace IocExplorer.Hosting.Clustering;

/// <summary>Why an ActorSystem of this process has ended.</summary>
internal enum EngineEnd
{
    /// <summary>The process is to stop.</summary>
    Stopped = 1,

    /// <summary>The database does not answer this node, and answers others.</summary>
    DatabaseLost = 2,

    /// <summary>The others took it for dead and removed it, or it ended in another way by itself.</summary>
    Removed = 3,

    /// <summary>Its claim to found the cluster was taken from it.</summary>
    ClaimLost = 4,
}
