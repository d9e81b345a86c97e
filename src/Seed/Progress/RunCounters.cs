namespace IocExplorer.Seed.Progress;

/// <summary>The counters of a run as its parts give them.</summary>
/// <param name="Asked">Queries known so far, those answered by the ledger included.</param>
/// <param name="Answered">Found or empty.</param>
/// <param name="NotAnswered">Given up for now.</param>
/// <param name="Open">Queries that wait for an answer, by source.</param>
internal sealed record RunCounters(
    int TreesDone,
    long Asked,
    long Answered,
    long NotAnswered,
    IReadOnlyList<SourceProgress> Sources,
    IReadOnlyDictionary<string, long> Open)
{
    /// <summary>Trees of which nothing is known yet: they wait for their turn.</summary>
    public int TreesWaiting { get; init; }
}
