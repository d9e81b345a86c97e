namespace IocExplorer.Coordinator.Host;

/// <summary>The supervisors of hunts: the key under which their region is registered.</summary>
internal sealed class HuntRegion
{
    /// <summary>The same on all nodes.</summary>
    public const string Name = "hunts";

    private HuntRegion()
    {
    }
}
