namespace IocExplorer.Coordinator.Trees;

/// <summary>Attributes of a node beyond the original's. Only nodes that have any have remarks.</summary>
/// <param name="Missing">Queries that were not answered.</param>
/// <param name="Cut">Operations that had more to say than their limit let through.</param>
internal sealed record NodeRemarks(IReadOnlyList<MissingAnswer> Missing, IReadOnlyList<Operation> Cut)
{
    public static NodeRemarks None { get; } = new([], []);

    /// <summary>What is known of the IOC beside its relations: from lists, then from the sources, in walk order.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>Why it is shown and not expanded, where that is not for the depth or a repetition; else null.</summary>
    public string? Parked { get; init; }

    /// <summary>When the relation to the parent was seen.</summary>
    public Seen Seen { get; init; }
}
