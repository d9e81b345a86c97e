using IocExplorer.Analysis.Records;

namespace IocExplorer.Coordinator.Trees;

/// <summary>What was decided about an IOC, and why. A "no" is a result like any other: it stands with the node and says which limit it met.</summary>
/// <param name="Reason">One clause that names the limit and its value.</param>
internal sealed record ExpansionDecision(NodeExpansion Expansion, string Reason)
{
    /// <summary>Whether it is asked about.</summary>
    public bool Allow => Expansion == NodeExpansion.Expanded;
}
