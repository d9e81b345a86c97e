namespace IocExplorer.Messages;

/// <summary>The number of a node: one start of one process of a cluster. A process that was taken for dead goes on under a new one.</summary>
public readonly record struct NodeId(long Value);
