namespace IocExplorer.SourceSimulator;

/// <summary>How much the simulator counts.</summary>
public enum CountingMode
{
    /// <summary>Everything: each query, each key, each window of 60 seconds.</summary>
    Queries,

    /// <summary>Only sums, for benchmarks: no single query is remembered.</summary>
    Totals,
}
