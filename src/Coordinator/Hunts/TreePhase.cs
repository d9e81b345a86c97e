namespace IocExplorer.Coordinator.Hunts;

/// <summary>Where a tree stands; it only moves on.</summary>
internal enum TreePhase
{
    Exploring = 1,
    Writing = 2,
    Ended = 3,
}
