using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Views;

/// <summary>A node of a tree as an outline shows it.</summary>
/// <param name="Index">Its place in the tree.</param>
/// <param name="Relation">To its parent; null for the root.</param>
/// <param name="Children">How many it has.</param>
/// <param name="Missing">Its queries that were not answered.</param>
public sealed record OutlineNode(int Index, Ioc Ioc, string? Relation, NodeExpansion Expansion, string? Reason, int Children, int Missing)
{
    /// <summary>When the relation to the parent was seen.</summary>
    public Seen Seen { get; init; }

    /// <summary>Tags of the IOC by lists and sources.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];
}
