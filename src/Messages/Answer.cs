namespace IocExplorer.Messages;

/// <summary>
/// What came of a query: one of three, and never mistaken for one another. <see cref="Found"/> and <see cref="Empty"/> are facts and are
/// remembered as such; <see cref="NotAnswered"/> says nothing about the IOC and is asked again by the next run.
/// </summary>
public abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>Whether this is a fact about the IOC.</summary>
    public bool IsAnswered => this is Fact;

    /// <summary>What the source knows: something or nothing.</summary>
    public abstract record Fact : Answer
    {
        private protected Fact()
        {
        }

        /// <summary>
        /// The first values that were left out, at most <see cref="DroppedValue.MostOfAnswer"/>; they change nothing of what the answer means.
        /// </summary>
        public IReadOnlyList<DroppedValue> Dropped { get; init; } = [];
    }

    /// <summary>The source knows something of the IOC.</summary>
    /// <param name="Relations">In the order of the definition's labels, then of the source's answer; the same relation may stand
    /// twice. Empty only when there are tags, or more than was read: then nothing of what was read was a relation.</param>
    /// <param name="Cut">The source has more than the limit allowed.</param>
    public sealed record Found(IReadOnlyList<Relation> Relations, bool Cut) : Fact
    {
        /// <summary>What the source says of the IOC, and of those that it names, beside relations.</summary>
        public IReadOnlyList<AnswerTag> Tags { get; init; } = [];

        /// <summary>Neither relations nor tags, and no more than that: that is <see cref="Empty"/>, and no answer of this kind.</summary>
        public bool HoldsNothing => Relations.Count == 0 && Tags.Count == 0 && !Cut;

        /// <summary>How many relations there are by the source's own count; null when it does not say.</summary>
        public long? Total { get; init; }
    }

    /// <summary>The source has no data: an empty list, or "not found".</summary>
    public sealed record Empty : Fact
    {
        public static Empty Instance { get; } = new();

        /// <summary>Nothing was left but what was dropped.</summary>
        public static Empty Without(IReadOnlyList<DroppedValue> dropped) => dropped.Count == 0 ? Instance : new() { Dropped = dropped };
    }

    /// <summary>The source did not answer.</summary>
    /// <param name="Reason">The kind of failure.</param>
    /// <param name="Detail">One line for a person, without key, URL or line break: <c>HTTP 403 ForbiddenError</c>.</param>
    /// <param name="RetryAt">When the source may be asked again; null when not known.</param>
    public sealed record NotAnswered(NotAnsweredReason Reason, string Detail, DateTimeOffset? RetryAt = null) : Answer;
}
