namespace IocExplorer.Coordinator.Hunts;

/// <summary>What came of a hunt.</summary>
public sealed record HuntSummary
{
    /// <summary>Distinct seeds.</summary>
    public required int Seeds { get; init; }

    /// <summary>Written, with every query answered.</summary>
    public required int TreesComplete { get; init; }

    /// <summary>Written, with something missing, named on the nodes and in <see cref="Missing"/>.</summary>
    public required int TreesWithMissing { get; init; }

    /// <summary>Nodes of all trees explored, repeats included.</summary>
    public required long Nodes { get; init; }

    public required QueryTotals Queries { get; init; }

    /// <summary>The same for each source of the catalogue.</summary>
    public required IReadOnlyDictionary<string, QueryTotals> BySource { get; init; }

    /// <summary>Queries left out because the IOC must not be sent to the source.</summary>
    public required NotAsked NotAsked { get; init; }

    /// <summary>What is missing, the most first.</summary>
    public required IReadOnlyList<MissingAnswers> Missing { get; init; }

    /// <summary>Full paths of the first files written, so that a small hunt can name them all.</summary>
    public required IReadOnlyList<string> FirstFiles { get; init; }

    /// <summary>A line for each of the first trees that were not written or given up: what happened, to what, what to do.</summary>
    public required IReadOnlyList<string> FirstProblems { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Whether it was stopped before its end.</summary>
    public required bool WasStopped { get; init; }
}
