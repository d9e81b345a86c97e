namespace IocExplorer.Analysis.Records;

/// <summary>One node of a <see cref="TreeRecord"/>.</summary>
/// <param name="Parent">The parent's place among the nodes; -1 for the root.</param>
/// <param name="Relation">How it is related to its parent, as trees show it; null for the root.</param>
/// <param name="Answer">The place among the answers of the one that named it; -1 for the root.</param>
public readonly record struct TreeRecordNode(Ioc Ioc, int Parent, string? Relation, int Answer, NodeExpansion Expansion)
{
    /// <summary>When the relation to the parent was seen; unknown for the root and for many.</summary>
    public Seen Seen { get; init; }

    /// <summary>The decision in words, with the limit that it met; null where <see cref="Expansion"/> says all.</summary>
    public string? Reason { get; init; }

    /// <summary>Tags of the IOC by lists and sources. Null is none.</summary>
    public IReadOnlyList<Tag>? Tags { get; init; }
}
