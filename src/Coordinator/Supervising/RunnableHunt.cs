using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Supervising;

/// <summary>A hunt as it stands in its store.</summary>
/// <param name="Plan">The plan of its trees; null until it can be prepared, while no worker offers an operation.</param>
/// <param name="Before">Not null for a hunt that was over, or was interrupted, before hunts had events: how its trees ended.</param>
internal sealed record RunnableHunt(int Trees, HuntPlan? Plan, IReadOnlyList<HuntProtocol.TreeOutcome>? Before = null)
{
    /// <summary>Its first events; one from before there were events is taken over as it stands.</summary>
    public IReadOnlyList<HuntProtocol.IEvent> FirstEvents() => Before switch
    {
        null => [new HuntProtocol.Submitted(Trees)],
        var ended when ended.Count < Trees => [new HuntProtocol.Submitted(Trees), new HuntProtocol.TreesEnded(ended), new HuntProtocol.Cancelled()],
        var ended => [new HuntProtocol.Submitted(Trees), new HuntProtocol.TreesEnded(ended)],
    };
}
