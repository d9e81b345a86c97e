namespace IocExplorer.Messages.Service;

/// <summary>What a worker node tells of itself with its heartbeat.</summary>
/// <param name="Sources">How its sources are doing.</param>
public sealed record WorkerStatus(IReadOnlyList<SourceProgress> Sources);
