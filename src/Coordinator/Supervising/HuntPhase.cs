namespace IocExplorer.Coordinator.Supervising;

/// <summary>Where a hunt stands by its events. The numbers stand in snapshots.</summary>
internal enum HuntPhase
{
    /// <summary>No event yet.</summary>
    New = 0,
    Running = 1,
    Paused = 2,
    Cancelled = 3,
    Finished = 4,
    Deleted = 5,
}
