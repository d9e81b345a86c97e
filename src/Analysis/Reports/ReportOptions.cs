namespace IocExplorer.Analysis.Reports;

/// <summary>How a report is made.</summary>
public sealed record ReportOptions
{
    /// <summary>Pivots that are listed, the best first. Default 1,000.</summary>
    public int Pivots { get; init; } = 1000;

    /// <summary>Binding IOCs that are listed of each group, the best first; more only where the group would fall apart without. Default 10.</summary>
    public int BindingsOfGroup { get; init; } = 10;

    /// <summary>An IOC that more seeds share is a hub. Null, the default: 5 % of the seeds, and never less than 50: in a small hunt of one case nearly all
    /// seeds may share what matters.</summary>
    public int? HubSeeds { get; init; }

    /// <summary>An IOC with more neighbours in the hunt is a hub. Default 1,000.</summary>
    public int HubDegree { get; init; } = 1000;

    /// <summary>
    /// Trees of other hunts that are looked at for how common an IOC is, the newest first; more take more time: some seconds for the default of 200,000.
    /// </summary>
    public int OtherTrees { get; init; } = 200_000;

    /// <summary>Bytes of memory for postings; more are sorted on disk. Default 128 MiB; what trees, listed pivots and seeds take comes on top.</summary>
    public long MemoryBudget { get; init; } = 128L << 20;

    /// <summary>Under which a folder is made for what is sorted on disk, and deleted at the end. Default: the system's.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    internal int HubSeedsOf(int seeds) => HubSeeds ?? OneInTwenty(seeds);

    /// <summary>An IOC that more seeds of other hunts have is a hub, however few it joins here: 5 % of them, and never less than 50.</summary>
    internal static int HubOtherSeedsOf(int otherSeeds) => OneInTwenty(otherSeeds);

    private static int OneInTwenty(int seeds) => Math.Max(50, (seeds + 19) / 20);
}
