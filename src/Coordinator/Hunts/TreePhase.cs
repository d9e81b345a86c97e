namespace IocExplorer.Coordinator.Hunts;

/// <summary>The phase of a tree; it only advances.</summary>
internal enum TreePhase
{
    Exploring = 1,
    Writing = 2,
    Ended = 3,
}
