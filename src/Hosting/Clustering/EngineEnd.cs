namespace IocExplorer.Hosting.Clustering;

/// <summary>Why an ActorSystem of this process has ended.</summary>
internal enum EngineEnd
{
    /// <summary>The process is to stop.</summary>
    Stopped = 1,

    /// <summary>The database does not answer this node, and answers others.</summary>
    DatabaseLost = 2,

    /// <summary>The other members marked it down and removed it.</summary>
    Removed = 3,

    /// <summary>It did not become up: its claim to found the cluster was taken over, or the cluster that had accepted it ended.</summary>
    NotUp = 4,

    /// <summary>The process stood still so long that the others may have removed it.</summary>
    Paused = 6,

    /// <summary>It ended by itself for another reason; Akka's log says which.</summary>
    Failed = 5,
}
