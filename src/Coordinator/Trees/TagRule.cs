namespace IocExplorer.Coordinator.Trees;

/// <summary>Adds the tags that lists give to an IOC. Depends on the IOC alone; thread-safe.</summary>
public delegate void TagRule(Ioc ioc, ICollection<Tag> tags);
