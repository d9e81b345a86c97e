namespace IocExplorer.Seed.Progress;

/// <summary>How a source stands at one moment.</summary>
/// <param name="PerMinute">Requests over the last minute.</param>
/// <param name="Open">Queries that wait for it or are under way.</param>
internal sealed record SourceLine(SourceProgress Progress, double PerMinute, long Open);
