namespace IocExplorer.Analysis.Differences;

/// <summary>How two hunts are compared.</summary>
public sealed record DifferenceOptions
{
    /// <summary>Bytes of memory for counting what seeds share; more is sorted on disk. Default 128 MiB.</summary>
    public long MemoryBudget { get; init; } = 128L << 20;

    /// <summary>Under which a folder is made for what is sorted on disk, and deleted at the end. Default: the system's.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();
}
