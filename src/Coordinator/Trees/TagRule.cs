using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Trees;

/// <summary>Adds what lists know of an IOC. Depends on the IOC alone; called from any thread.</summary>
public delegate void TagRule(Ioc ioc, ICollection<Tag> tags);
