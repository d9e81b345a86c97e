namespace IocExplorer.Persistence.Postgres;

/// <summary>Where a node stands in its life, as the table of nodes says.</summary>
public enum NodePhase
{
    Alive = 1,

    /// <summary>Finishes what it has and takes nothing new.</summary>
    Draining = 2,

    /// <summary>Found silent for longer than its lease by another node.</summary>
    Dead = 3,

    /// <summary>Ended in order.</summary>
    Ended = 4,
}
