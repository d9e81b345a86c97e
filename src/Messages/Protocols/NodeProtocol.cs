using IocExplorer.Messages.Service.Nodes;

namespace IocExplorer.Messages.Protocols;

/// <summary>Status that nodes send each other, for monitoring and for planning hunts.</summary>
public static class NodeProtocol
{
    /// <summary>How is this node? Told to its <c>NodeStatus</c> actor, answered with <see cref="Status"/>.</summary>
    public sealed record GetStatus : IRemoteMessage
    {
        public static GetStatus Instance { get; } = new();
    }

    /// <summary>A node's own account.</summary>
    /// <param name="Kind">What it does.</param>
    /// <param name="Name">As it is configured.</param>
    /// <param name="Version">Of the program.</param>
    /// <param name="StartedAt">When this ActorSystem was started, by the node's clock.</param>
    /// <param name="Detail">JSON: a <see cref="CoordinatorStatus"/> or a <see cref="WorkerStatus"/>.</param>
    public sealed record Status(NodeKind Kind, string Name, string Version, DateTimeOffset StartedAt, string Detail) : IRemoteMessage;

    /// <summary>An operation that a worker can ask.</summary>
    /// <param name="Operation">Its number in the ledger.</param>
    /// <param name="Position">The place of its relations in a tree; lower stands earlier.</param>
    /// <param name="ClearedFor">The level up to which IOCs may be sent to the source by the worker's configuration.</param>
    public sealed record Offer(OperationId Operation, int Position, SharingLevel ClearedFor);
}
