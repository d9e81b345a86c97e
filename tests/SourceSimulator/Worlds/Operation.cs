namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>What can be requested: one HTTP request each. The order is the order in which a tree asks.</summary>
public enum Operation
{
    Flint,
    RegistrantEmail,
    ReverseEmail,
    FileReputation,
    IpDownloadedFiles,
    DomainDownloadedFiles,
    DomainResolutions,
    FileContactedIps,
    FileContactedDomains,
    FileExecutionParents,
}
