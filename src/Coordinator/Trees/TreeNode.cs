namespace IocExplorer.Coordinator.Trees;

/// <summary>One node of a finished tree.</summary>
/// <param name="Relation">How it is related to its parent; null for the root.</param>
/// <param name="FirstChild">Where in <see cref="ExplorationTree.Nodes"/> its children start; they stand together. 0: not asked about here.</param>
internal readonly record struct TreeNode(Ioc Ioc, string? Relation, ExpansionDecision Decision, int FirstChild, int Children)
{
    /// <summary>When the relation to the parent was seen; unknown for the root and for many.</summary>
    public Seen Seen { get; init; }
}
