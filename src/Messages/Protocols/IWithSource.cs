namespace IocExplorer.Messages.Protocols;

/// <summary>A message for the <c>SourceThrottle</c> of a source: the shard region finds it by this name.</summary>
public interface IWithSource
{
    string Source { get; }
}
