namespace IocExplorer.Messages.Service.Hunts;

/// <summary>The results of a hunt so far; <c>summary.json</c> in its archive.</summary>
public sealed record SummaryView
{
    public required HuntView Hunt { get; init; }

    public required double ElapsedSeconds { get; init; }

    /// <summary>Of the trees written.</summary>
    public required QueryTotals Queries { get; init; }

    public required IReadOnlyDictionary<string, QueryTotals> BySource { get; init; }

    /// <summary>Queries left out because the IOC must not be sent to the source.</summary>
    public required NotAsked NotAsked { get; init; }

    /// <summary>What the trees written lack, the most first.</summary>
    public required IReadOnlyList<MissingAnswers> Missing { get; init; }

    /// <summary>A line for each of the first trees that were given up.</summary>
    public required IReadOnlyList<string> FirstProblems { get; init; }
}
