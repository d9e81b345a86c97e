namespace IocExplorer.Messages;

/// <summary>How a source is doing in this run, for displays and summaries.</summary>
public sealed record SourceProgress
{
    public required string Source { get; init; }

    /// <summary>HTTP requests sent: pages and further tries included.</summary>
    public long Requests { get; init; }

    public long Found { get; init; }

    public long Empty { get; init; }

    public long NotAnswered { get; init; }

    /// <summary>Values of answers that were left out because they were no IOC of the type expected.</summary>
    public long DroppedValues { get; init; }

    public int InFlight { get; init; }

    /// <summary>Permits left over all keys; null where that window has no limit.</summary>
    public int? LeftThisMinute { get; init; }

    public int? LeftToday { get; init; }

    public int? LeftThisMonth { get; init; }

    /// <summary>Why nothing is sent just now, and until when; null while it works.</summary>
    public string? Waiting { get; init; }

    public DateTimeOffset? WaitingUntil { get; init; }

    /// <summary>The files that it answers out of; null for a source that is none of files.</summary>
    public IReadOnlyList<HeldFile>? Holds { get; init; }
}
