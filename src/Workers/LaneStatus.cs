namespace IocExplorer.Workers;

/// <summary>How a lane is doing, for displays. Counted since the lane was made.</summary>
public readonly record struct LaneStatus
{
    /// <summary>HTTP requests sent: pages and further tries included.</summary>
    public long Requests { get; init; }

    /// <summary>Values of answers that were left out because they were no IOC of the type expected.</summary>
    public long DroppedValues { get; init; }

    /// <summary>Permits left; null where that window has no limit.</summary>
    public int? LeftThisMinute { get; init; }

    public int? LeftToday { get; init; }

    public int? LeftThisMonth { get; init; }

    /// <summary>Why nothing can be sent just now; null while something can.</summary>
    public string? Waiting { get; init; }

    /// <summary>Until when, where that is known.</summary>
    public DateTimeOffset? WaitingUntil { get; init; }
}
