namespace IocExplorer.Messages.Protocols;

/// <summary>A message for the <c>ExplorationCoordinator</c> of a tree: the shard region finds it by this.</summary>
public interface IWithTree
{
    TreeId Tree { get; }
}
