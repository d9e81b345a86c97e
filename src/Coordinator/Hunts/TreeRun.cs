using IocExplorer.Actors;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>One tree that is active. Belongs to the supervisor, but for <see cref="Counts"/>.</summary>
/// <param name="seed">Its root.</param>
/// <param name="nameIsTaken">Whether another seed of the hunt has the same value under another type.</param>
internal sealed class TreeRun(Ioc seed, bool nameIsTaken)
{
    private volatile TreeCounts _counts = TreeCounts.None;

    public Ioc Seed { get; } = seed;

    public bool NameIsTaken { get; } = nameIsTaken;

    public TreePhase Phase { get; set; } = TreePhase.Exploring;

    public int Crashes { get; set; }

    public Mailbox<CoordinatorMessage>? Coordinator { get; set; }

    /// <summary>Written by the coordinator, read by anybody.</summary>
    public TreeCounts Counts
    {
        get => _counts;
        set => _counts = value;
    }
}
