namespace IocExplorer.Seed.Progress;

/// <summary>How a run stands at one moment, for displays.</summary>
/// <param name="Elapsed">Since the run began.</param>
/// <param name="TimeLeft">Null when nothing bounds it, or it is not known yet.</param>
internal sealed record RunProgress(
    int Trees, RunCounters Counters, TimeSpan Elapsed, DateTimeOffset Now, IReadOnlyList<SourceLine> Sources, TimeLeft? TimeLeft);
