namespace IocExplorer.Messages.Service.Hunts;

/// <summary>The progress of a hunt at one moment; what <c>watch</c> shows and what is sent as <c>progress</c> events.</summary>
public sealed record ProgressView
{
    public required HuntView Hunt { get; init; }

    /// <summary>Since it was submitted, by the database's clock, up to its end.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Queries of the trees written, and of those that are being explored now.</summary>
    public required QueryTotals Queries { get; init; }

    /// <summary>The same for each source, by name.</summary>
    public required IReadOnlyDictionary<string, QueryTotals> BySource { get; init; }

    /// <summary>How the workers of all nodes are doing, for all hunts together.</summary>
    public required IReadOnlyList<SourceProgress> Sources { get; init; }

    /// <summary>
    /// Why an unfinished hunt does not move: no node explores, or none asks; or which sources it does not ask that hunts before it asked. Null otherwise.
    /// </summary>
    public string? Problem { get; init; }
}
