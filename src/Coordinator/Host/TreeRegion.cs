namespace IocExplorer.Coordinator.Host;

/// <summary>The coordinators of exploration trees: the key under which their region is registered.</summary>
internal sealed class TreeRegion
{
    /// <summary>The same on all nodes.</summary>
    public const string Name = "trees";

    private TreeRegion()
    {
    }
}
