using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Nodes;

/// <summary>What a <see cref="NodeSupervisor"/> is told.</summary>
internal abstract record NodeMessage
{
    private NodeMessage()
    {
    }

    /// <summary>Time to look at the hunts.</summary>
    /// <param name="IsTimer">Whether it is the regular look, which calls for the next.</param>
    internal sealed record Look(bool IsTimer) : NodeMessage;

    internal sealed record Explored(OwnedTree Tree, TreeWalk Walk) : NodeMessage;

    /// <summary>The recorder is through with a tree.</summary>
    /// <param name="WasOurs">False when the lease was void and the result was refused.</param>
    internal sealed record Recorded(OwnedTree Tree, bool WasOurs) : NodeMessage;

    internal sealed record TreeCrashed(OwnedTree Tree, Exception Crash, bool IsGivenUp) : NodeMessage;

    internal sealed record DeskCrashed(Exception Crash, bool IsGivenUp) : NodeMessage;

    /// <summary>The node's lease is void, and with it all that it owned.</summary>
    internal sealed record LeaseLost : NodeMessage;

    /// <summary>Give back what is explored, end when what is being recorded is.</summary>
    internal sealed record Stop : NodeMessage;
}
