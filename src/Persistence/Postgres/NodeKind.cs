namespace IocExplorer.Persistence.Postgres;

/// <summary>What a node does in the cluster.</summary>
public enum NodeKind
{
    /// <summary>Explores trees and serves the API.</summary>
    Coordinator = 1,

    /// <summary>Asks sources.</summary>
    Worker = 2,
}
