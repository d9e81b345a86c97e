namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>
/// The eleven relations of a tree, in the order of children. One operation carries two of them: a file's reputation
/// names contacted addresses and contacted domains.
/// </summary>
public enum RelationKind
{
    FlintAddress,
    RegistrantEmail,
    ReverseEmailDomain,
    ReputationAddress,
    ReputationDomain,
    IpDownloadedFile,
    DomainDownloadedFile,
    DomainResolution,
    FileContactedIp,
    FileContactedDomain,
    FileExecutionParent,
}
