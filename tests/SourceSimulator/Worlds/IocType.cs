namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>The types of IOC, as seed files and result trees name them. No synthetic seed is a URL.</summary>
public enum IocType
{
    Email,
    File,
    IpAddress,
    Domain,
    Url,
}
