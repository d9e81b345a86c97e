using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>
/// The eleven relations with their labels. The simulator keeps its own table on purpose: when it and the program under
/// test disagree, a replay shows it.
/// </summary>
public static class RelationTable
{
    private static readonly FrozenDictionary<string, Operation> OperationsByName =
        Enum.GetValues<Operation>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The rows, in the order of a node's children; a row's index is its <see cref="RelationKind"/>.</summary>
    public static ImmutableArray<RelationRow> Rows { get; } =
    [
        new(RelationKind.FlintAddress, Operation.Flint, IocType.Domain, "QAX: domain to resolution ip", IocType.IpAddress),
        new(RelationKind.RegistrantEmail, Operation.RegistrantEmail, IocType.Domain, "QAX: domain to whois email", IocType.Email),
        new(RelationKind.ReverseEmailDomain, Operation.ReverseEmail, IocType.Email, "QAX: Whois email to domain", IocType.Domain),
        new(RelationKind.ReputationAddress, Operation.FileReputation, IocType.File, "QAX: file to contacted ip", IocType.IpAddress),
        new(RelationKind.ReputationDomain, Operation.FileReputation, IocType.File, "QAX: file to contacted domain", IocType.Domain),
        new(RelationKind.IpDownloadedFile, Operation.IpDownloadedFiles, IocType.IpAddress, "VT: IP to downloaded file", IocType.File),
        new(RelationKind.DomainDownloadedFile, Operation.DomainDownloadedFiles, IocType.Domain, "VT: domain to downloaded file", IocType.File),
        new(RelationKind.DomainResolution, Operation.DomainResolutions, IocType.Domain, "VT: domain to resolution ip", IocType.IpAddress),
        new(RelationKind.FileContactedIp, Operation.FileContactedIps, IocType.File, "VT: file to contacted ip", IocType.IpAddress),
        new(RelationKind.FileContactedDomain, Operation.FileContactedDomains, IocType.File, "VT: file to contacted domain", IocType.Domain),
        new(RelationKind.FileExecutionParent, Operation.FileExecutionParents, IocType.File, "VT: file to execution parent", IocType.File),
    ];

    /// <summary>The operation's name as configuration files write it, for example <c>domain_resolutions</c>.</summary>
    public static string NameOf(Operation operation) => operation switch
    {
        Operation.Flint => "flint",
        Operation.RegistrantEmail => "registrant_email",
        Operation.ReverseEmail => "reverse_email",
        Operation.FileReputation => "file_reputation",
        Operation.IpDownloadedFiles => "ip_downloaded_files",
        Operation.DomainDownloadedFiles => "domain_downloaded_files",
        Operation.DomainResolutions => "domain_resolutions",
        Operation.FileContactedIps => "file_contacted_ips",
        Operation.FileContactedDomains => "file_contacted_domains",
        Operation.FileExecutionParents => "file_execution_parents",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "No such operation."),
    };

    /// <summary>The type's name as seed files and trees write it, for example <c>ip_address</c>.</summary>
    public static string NameOf(IocType type) => type switch
    {
        IocType.Email => "email",
        IocType.File => "file",
        IocType.IpAddress => "ip_address",
        IocType.Domain => "domain",
        IocType.Url => "url",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such type."),
    };

    /// <summary>Finds an operation by the name that <see cref="NameOf(Operation)"/> gives.</summary>
    public static bool TryFindOperation(string name, out Operation operation) =>
        OperationsByName.TryGetValue(name, out operation);

    /// <summary>True for the operations that QiAnXin answers, false for VirusTotal's.</summary>
    public static bool IsQiAnXin(Operation operation) => operation <= Operation.FileReputation;

    /// <summary>The relation that an operation tells; for a file's reputation the first of its two.</summary>
    internal static RelationKind FirstRelationOf(Operation operation) => operation <= Operation.FileReputation
        ? (RelationKind)(int)operation
        : (RelationKind)((int)operation + 1);
}
