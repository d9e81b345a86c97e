namespace IocExplorer.Workers.Asking;

/// <summary>How a source is doing, for displays. Counted since it was made.</summary>
public readonly record struct SourceStatus
{
    /// <summary>HTTP requests sent: pages and further tries included.</summary>
    public long Requests { get; init; }

    /// <summary>Values of answers that were left out because they were no IOC of the type expected.</summary>
    public long DroppedValues { get; init; }

    /// <summary>The files that it answers out of; null for a source that is none of files.</summary>
    public IReadOnlyList<HeldFile>? Holds { get; init; }
}
