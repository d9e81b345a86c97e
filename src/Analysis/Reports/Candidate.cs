using IocExplorer.Analysis.Keys;

namespace IocExplorer.Analysis.Reports;

/// <summary>A shared IOC with its rank, and without any text: there may be millions.</summary>
internal readonly record struct Candidate(SharedIoc Shared, PivotStanding Standing, double Score, int BoundSeeds, int Distance) : IComparable<Candidate>
{
    public IocKey Key => Shared.Key;

    /// <summary>The better one is less; no two are equal.</summary>
    public int CompareTo(Candidate other) =>
        Standing != other.Standing ? Standing.CompareTo(other.Standing)
        : Score != other.Score ? other.Score.CompareTo(Score)
        : Key.CompareTo(other.Key);
}
