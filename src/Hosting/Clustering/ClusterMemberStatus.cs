namespace IocExplorer.Hosting.Clustering;

/// <summary>How a member of the cluster stands, as the node that is asked sees it.</summary>
public enum ClusterMemberStatus
{
    Joining = 1,
    Up = 2,

    /// <summary>It does not answer; it comes back, or it is removed soon.</summary>
    Unreachable = 3,

    /// <summary>It leaves in order, or was marked down and is being removed.</summary>
    Leaving = 4,
}
