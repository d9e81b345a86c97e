using IocExplorer.Analysis.Keys;

namespace IocExplorer.Analysis.Reports;

/// <summary>An IOC that stands in several trees, as counted.</summary>
/// <param name="Seeds">In how many trees it stands.</param>
/// <param name="Degree">Different IOCs next to it in any tree.</param>
internal readonly record struct SharedIoc(IocKey Key, int Seeds, int Degree, IocMarks Marks) : IComparable<SharedIoc>
{
    /// <summary>Seeds of other hunts whose trees have it.</summary>
    public int OtherSeeds { get; init; }

    public int CompareTo(SharedIoc other) => Key.CompareTo(other.Key);
}
