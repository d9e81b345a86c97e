using IocExplorer.Messages.Protocols;

namespace IocExplorer.Hosting.Placement;

/// <summary>The throttles of sources: entities of workers that coordinators send queries to. The key under which their region is registered.</summary>
public sealed class ThrottleRegion
{
    /// <summary>The same on all nodes.</summary>
    public const string Name = "throttles";

    private ThrottleRegion()
    {
    }

    /// <summary>The source that a message is about.</summary>
    public static string? EntityOf(object message) => (message as IWithSource)?.Source;
}
