namespace IocExplorer.Coordinator.Hunts;

/// <summary>Where one tree of this node stands. Written by its coordinator, read by anybody.</summary>
/// <param name="sources">Names the sources that its counts are by.</param>
internal sealed class ActiveTree(TreeId id, SourceIndex sources)
{
    private volatile TreeCounts _counts = TreeCounts.None;
    private volatile TreePhase _phase = TreePhase.Exploring;

    public TreeId Id { get; } = id;

    public SourceIndex Sources { get; } = sources;

    /// <summary>Replaced as a whole.</summary>
    public TreeCounts Counts
    {
        get => _counts;
        set => _counts = value;
    }

    /// <summary>Ended: its result is recorded, and the hunt is being notified.</summary>
    public TreePhase Phase
    {
        get => _phase;
        set => _phase = value;
    }
}
