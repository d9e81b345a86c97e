namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>The four types of IOC, as seed files and result trees name them.</summary>
public enum IocType
{
    Email,
    File,
    IpAddress,
    Domain,
}
