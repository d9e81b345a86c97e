namespace IocExplorer.Workers;

/// <summary>What one HTTP response of a source means.</summary>
public abstract record PageOutcome
{
    private PageOutcome()
    {
    }

    /// <summary>A good page.</summary>
    /// <param name="Relations">In the order of the definition's labels, then of the page. Empty when the source has no data (or for 404).</param>
    /// <param name="Items">How many items the page had, for counting towards the limit.</param>
    /// <param name="Dropped">Values of the wrong type or shape that were left out.</param>
    /// <param name="Next">Where the next page is; null on the last.</param>
    /// <param name="More">The source holds more than <see cref="Relations"/> even without a next page (the page was cut
    /// to the limit, or a count says so).</param>
    public sealed record Page(IReadOnlyList<Relation> Relations, int Items, int Dropped, NextPage? Next, bool More) : PageOutcome
    {
        /// <summary>What the page says of the IOC that was asked about, and of those that it names, beside relations.</summary>
        public IReadOnlyList<AnswerTag> Tags { get; init; } = [];

        /// <summary>The first of the dropped values that are texts, at most <see cref="DroppedValue.MostOfAnswer"/>.</summary>
        public IReadOnlyList<DroppedValue> DroppedValues { get; init; } = [];

        /// <summary>The next page of the source where <see cref="Next"/> is null only because enough items were read; null where that is the same.</summary>
        public NextPage? Unwanted { get; init; }

        /// <summary>How many there are in all by the source's own count; null when it does not say.</summary>
        public long? Total { get; init; }
    }

    /// <summary>Later: 429, or quota text with status 200.</summary>
    public sealed record Throttled(string Detail) : PageOutcome;

    /// <summary>The key is out for good: 401, or the source's own code for it.</summary>
    public sealed record KeyRefused(string Detail) : PageOutcome;

    /// <summary>This key may not do this operation: 403.</summary>
    public sealed record OperationRefused(string Detail) : PageOutcome;

    /// <summary>The source failed. <paramref name="MayPass"/> says whether a retry makes sense (5xx) or not (400, a redirect).</summary>
    public sealed record Failed(string Detail, bool MayPass) : PageOutcome;

    /// <summary>No answer at all, whatever the status says.</summary>
    public sealed record Malformed(string Detail) : PageOutcome;
}
