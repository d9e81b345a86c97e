namespace IocExplorer.Workers.Throttling;

/// <summary>
/// The nodes that may have work of a source in hand. A throttle that is new hands nothing out until each of them has said what it has, or is gone.
/// </summary>
public interface IWorkerDirectory
{
    /// <summary>Each node by its name (its address; <see cref="Local"/> for this process), with the path of its parent of source workers.</summary>
    IReadOnlyList<(string Node, string Path)> Nodes { get; }

    /// <summary>The name of this process.</summary>
    const string Local = "local";
}
