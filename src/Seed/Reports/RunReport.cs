namespace IocExplorer.Seed.Reports;

/// <summary>What a run did, for the last lines on screen and for <c>--summary</c>.</summary>
internal sealed record RunReport
{
    /// <summary>Different seeds of the input.</summary>
    public required int Seeds { get; init; }

    /// <summary>Lines of the input that could not be read.</summary>
    public required int BadLines { get; init; }

    /// <summary>Trees written, complete or not.</summary>
    public required int Trees { get; init; }

    public required int CompleteTrees { get; init; }

    /// <summary>Nodes of all trees written.</summary>
    public required long Nodes { get; init; }

    /// <summary>Of the trees of this run. Those that are still waiting were open when it was stopped.</summary>
    public required QueryTotals Queries { get; init; }

    /// <summary>HTTP requests sent; null where requests serve many hunts at once and cannot be attributed.</summary>
    public required long? UpstreamRequests { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Queries left out because the IOC must not be sent to the source.</summary>
    public required NotAsked NotAsked { get; init; }

    /// <summary>The first files written, as paths or names.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public required IReadOnlyList<SourceReport> Sources { get; init; }

    /// <summary>The biggest first.</summary>
    public required IReadOnlyList<MissingAnswers> Missing { get; init; }

    /// <summary>Seeds whose tree could not be written, each with the reason.</summary>
    public IReadOnlyList<string> Unwritten { get; init; } = [];

    /// <summary>Whether a signal ended it before its time.</summary>
    public required bool Interrupted { get; init; }

    public int ExitCode =>
        Interrupted ? ExitCodes.Interrupted
        : CompleteTrees == Seeds && BadLines == 0 ? ExitCodes.Complete
        : ExitCodes.Incomplete;
}
