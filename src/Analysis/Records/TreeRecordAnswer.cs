namespace IocExplorer.Analysis.Records;

/// <summary>What came of one operation on one node of a <see cref="TreeRecord"/>.</summary>
/// <param name="Node">The place of the node that was asked about.</param>
/// <param name="At">When the answer was recorded; null where nothing was asked.</param>
public sealed record TreeRecordAnswer(int Node, string Source, string Operation, RecordedOutcome Outcome, DateTimeOffset? At)
{
    /// <summary>Why it was not answered, not sent or not cleared; null otherwise.</summary>
    public string? Detail { get; init; }

    /// <summary>The source had more than the limit let through.</summary>
    public bool IsCut { get; init; }

    /// <summary>Values of the answer that are no IOC of the type that their relation yields; a bounded number of each answer.</summary>
    public IReadOnlyList<DroppedValue> Dropped { get; init; } = [];

    /// <summary>Relations of the answer that the tree does not show, because they were last seen before the time that the hunt looks at.</summary>
    public IReadOnlyList<Relation> TooOld { get; init; } = [];
}
