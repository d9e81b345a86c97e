namespace IocExplorer.Messages.Protocols;

/// <summary>A message for the <c>HuntSupervisor</c> of a hunt: the shard region finds it by this number.</summary>
public interface IWithHunt
{
    HuntId Hunt { get; }
}
