using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Recording;

/// <summary>Messages of a <c>ResultRecorder</c> with the coordinators of its node. Never leave the node.</summary>
internal static class RecorderProtocol
{
    /// <summary>A walk is done: build its tree and record it. Told again now and then until it is answered.</summary>
    /// <param name="NameIsTaken">Another seed of the hunt has the same value under another type: the file's name says the type.</param>
    /// <param name="Walk">Complete; not modified any more.</param>
    internal sealed record RecordTree(TreeId Tree, Ioc Seed, bool NameIsTaken, HuntPlan Plan, TreeWalk Walk, TreeCounts Counts);

    /// <summary>Sent to the sender of <see cref="RecordTree"/>: the result is durable, or the tree is given up.</summary>
    /// <param name="Round">What the walk accepted: an answer about a walk from before a retry is distinguished from one about the walk after it.</param>
    internal sealed record Recorded(TreeId Tree, Freshness Round, HuntProtocol.TreeOutcome Outcome);

    /// <summary>Sent at the end of the run; answered with <see cref="Drained"/> when nothing is left to record.</summary>
    internal sealed record Drain { public static Drain Instance { get; } = new(); }

    /// <summary>Everything received is recorded.</summary>
    internal sealed record Drained { public static Drained Instance { get; } = new(); }
}
