namespace IocExplorer.Coordinator.Hunts;

/// <summary>How far a hunt is, at one moment.</summary>
public sealed record HuntProgress
{
    public required int TreesWritten { get; init; }

    /// <summary>Ended without files: given up, or not to be written.</summary>
    public required int TreesFailed { get; init; }

    public required QueryTotals Queries { get; init; }

    /// <summary>The same for each source of the catalogue.</summary>
    public required IReadOnlyDictionary<string, QueryTotals> BySource { get; init; }
}
