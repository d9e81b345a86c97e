namespace IocExplorer.Hosting;

/// <summary>What a node does between its start and its end.</summary>
public interface INodeWork : IAsyncDisposable
{
    /// <summary>Never ends well; faults when the node cannot go on and should be started again.</summary>
    Task Failed { get; }

    /// <summary>
    /// Starts no new work, waits for work in progress, hands over the rest, and leaves the cluster. Readiness is false by then. Called once at most.
    /// </summary>
    /// <param name="grace">For all of it. What takes longer is cut off: others find it gone and take it over.</param>
    Task DrainAsync(TimeSpan grace);
}
