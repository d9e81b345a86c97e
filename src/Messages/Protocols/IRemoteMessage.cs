namespace IocExplorer.Messages.Protocols;

/// <summary>
/// A message that may cross the network between two nodes: bound to our serializer, each type under a manifest of its own. What
/// does not carry it stays within a process.
/// </summary>
public interface IRemoteMessage;
