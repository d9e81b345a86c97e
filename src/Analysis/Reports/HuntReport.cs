namespace IocExplorer.Analysis.Reports;

/// <summary>What joins the seeds of a hunt.</summary>
/// <param name="Seeds">Trees that were looked at.</param>
/// <param name="IncompleteSeeds">Of these, trees with a query that was not answered: they may share more than is known.</param>
/// <param name="Iocs">Different IOCs in all trees, the seeds included.</param>
/// <param name="Relations">Relations that trees show; one that several trees show counts in each.</param>
/// <param name="SharedIocs">How many IOCs stand in several trees, by standing; standings without any are left out.</param>
/// <param name="Pivots">These, the best first, as many as were asked for.</param>
/// <param name="Groups">Seeds that hang together, the largest group first.</param>
public sealed record HuntReport(
    int Seeds,
    int IncompleteSeeds,
    long Iocs,
    long Relations,
    IReadOnlyList<PivotCount> SharedIocs,
    IReadOnlyList<Pivot> Pivots,
    IReadOnlyList<SeedGroup> Groups)
{
    /// <summary>Different seeds of the ledger's other hunts, against which it is said how common a pivot is.</summary>
    public int OtherSeeds { get; init; }

    /// <summary>When it was made, of a hunt that goes on and may hold more by now; null where the hunt is over.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
