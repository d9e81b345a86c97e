using IocExplorer.Workers.Asking;

namespace IocExplorer.Workers.Throttling;

/// <summary>The workers of this process, for a run without a cluster.</summary>
public sealed class LocalWorkerDirectory : IWorkerDirectory
{
    public IReadOnlyList<(string Node, string Path)> Nodes { get; } = [(IWorkerDirectory.Local, $"/user/{SourceWorkers.ActorName}")];
}
