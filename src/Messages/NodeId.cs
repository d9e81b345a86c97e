namespace IocExplorer.Messages;

/// <summary>A node of the service, from its start to its end. A node that was declared dead and lives on takes a new one.</summary>
public readonly record struct NodeId(long Value);
