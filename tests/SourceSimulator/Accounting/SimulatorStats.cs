namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>
/// All counts since the start or the last reset. The difference of <see cref="InFlightSeconds"/> between two readings,
/// divided by that of <see cref="ElapsedSeconds"/>, is the average in flight between them.
/// </summary>
public sealed record SimulatorStats
{
    public double ElapsedSeconds { get; init; }

    /// <summary>Requests to the sources, pages and refused ones included.</summary>
    public long Requests { get; init; }

    public long Answered { get; init; }

    public long Troubled { get; init; }

    public long Refused { get; init; }

    public long Throttled { get; init; }

    public long Abandoned { get; init; }

    /// <summary>Requests with a path that no source has.</summary>
    public long Unroutable { get; init; }

    public int InFlight { get; init; }

    public int MostInFlight { get; init; }

    /// <summary>The average between the first request's start and the last one's end.</summary>
    public double AverageInFlight { get; init; }

    /// <summary>Seconds that requests spent in the simulator, summed over requests.</summary>
    public double InFlightSeconds { get; init; }

    /// <summary>Different queries asked; 0 when only totals are counted.</summary>
    public int DistinctQueries { get; init; }

    public required IReadOnlyDictionary<string, long> ByOperation { get; init; }

    /// <summary>By trouble, under the name of its kind.</summary>
    public required IReadOnlyDictionary<string, long> ByTrouble { get; init; }

    /// <summary>By source and key, for example <c>VirusTotal:abc</c>; <c>QiAnXin:(no key)</c> where none is sent.</summary>
    public required IReadOnlyDictionary<string, KeyCount> ByKey { get; init; }

    public required IReadOnlyDictionary<string, KeyCount> BySource { get; init; }

    /// <summary>Queries whose first page was requested more than once, or one of whose further pages was.</summary>
    public required IReadOnlyList<QueryCount> AskedAgain { get; init; }

    /// <summary>Queries whose first page was answered well more than once.</summary>
    public required IReadOnlyList<QueryCount> AnsweredAgain { get; init; }

    /// <summary>What reached the foreign host.</summary>
    public required IReadOnlyList<ForeignRequest> ForeignRequests { get; init; }
}
