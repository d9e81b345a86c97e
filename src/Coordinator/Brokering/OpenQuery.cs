namespace IocExplorer.Coordinator.Brokering;

/// <summary>A query that at least one tree waits for; <see cref="OpenQueries"/> keeps it.</summary>
internal sealed class OpenQuery
{
    public required Query Query { get; init; }

    /// <summary>By number in the hunt's <see cref="Hunts.SourceIndex"/>.</summary>
    public required int Source { get; init; }

    public required (Asker Asker, int Number) First { get; set; }

    public List<(Asker Asker, int Number)>? Others { get; set; }

    /// <summary>The state of its ledger lookup.</summary>
    public LookUpPhase LookUp { get; set; }

    /// <summary>A "look it up" arrived during a lookup: the result of that lookup may be older than the message.</summary>
    public bool IsLookedUpOnceMore { get; set; }

    /// <summary>It was sent to its throttle.</summary>
    public bool IsAsked { get; set; }

    /// <summary>It is queued to be sent once more.</summary>
    public bool IsToldAgain { get; set; }

    /// <summary>The newest telling of the throttle, numbered over all queries of the hunt.</summary>
    public long Telling { get; set; }

    /// <summary>How many times it was due to be sent again.</summary>
    public int TimesTurnCame { get; set; }

    /// <summary>Delivered, or no longer needed. Queues that still hold it skip it.</summary>
    public bool IsClosed { get; set; }
}
