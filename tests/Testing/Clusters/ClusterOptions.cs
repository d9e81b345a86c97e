using IocExplorer.Messages.Service.Nodes;

namespace IocExplorer.Testing.Clusters;

/// <summary>What a cluster of a test is made of.</summary>
public sealed record ClusterOptions
{
    public int Coordinators { get; init; } = 2;

    public int Workers { get; init; } = 3;

    /// <summary>Whether its database is one of many on the server of this test process; a test that stops its server has one of its own.</summary>
    public bool SharesServer { get; init; }

    /// <summary>Requests under way at once, for each source on each worker.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>Where nodes reach the database, when that is not its own address.</summary>
    public Func<NodeKind, int, string, string> ConnectionString { get; init; } = (_, _, own) => own;

    /// <summary>Stands between the nodes where they are to be cut off from each other.</summary>
    public NodeNetwork? Network { get; init; }

    /// <summary>What the calls of the cluster identify themselves with; null while the service has no tokens.</summary>
    public string? Token { get; init; }

    /// <summary>Settings on top, without <c>IOCEXPLORER_</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
