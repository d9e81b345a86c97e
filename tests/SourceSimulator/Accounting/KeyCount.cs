namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>What one API key, or all keys of one source, did.</summary>
/// <param name="Requests">Requests in all.</param>
/// <param name="MostInAnyMinute">The most requests in any window of 60 seconds, wherever it begins.</param>
/// <param name="Throttled">Requests that the quota of the simulator refused.</param>
public sealed record KeyCount(long Requests, int MostInAnyMinute, long Throttled);
