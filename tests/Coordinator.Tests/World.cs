using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Tests;

/// <summary>Everything that sources know, for a test: the answer to each query. What is not said is empty.</summary>
internal class World
{
    private readonly Dictionary<(OperationId, Ioc), Answer> _answers = [];

    public static OperationCatalogue OriginalCatalogue { get; } = CatalogueOf(
        new("QiAnXin", "flint", "v1", [IocType.Domain], IsExternal: true),
        new("QiAnXin", "registrant_email", "v1", [IocType.Domain], IsExternal: true),
        new("QiAnXin", "reverse_email", "v1", [IocType.Email], IsExternal: true),
        new("QiAnXin", "file_reputation", "v1", [IocType.File], IsExternal: true),
        new("VirusTotal", "ip_downloaded_files", "v1", [IocType.IpAddress], IsExternal: true),
        new("VirusTotal", "domain_downloaded_files", "v1", [IocType.Domain], IsExternal: true),
        new("VirusTotal", "domain_resolutions", "v1", [IocType.Domain], IsExternal: true),
        new("VirusTotal", "file_contacted_ips", "v1", [IocType.File], IsExternal: true),
        new("VirusTotal", "file_contacted_domains", "v1", [IocType.File], IsExternal: true),
        new("VirusTotal", "file_execution_parents", "v1", [IocType.File], IsExternal: true));

    public OperationCatalogue Catalogue { get; init; } = OriginalCatalogue;

    public virtual Answer this[OperationId operation, Ioc ioc]
    {
        get => _answers.GetValueOrDefault((operation, ioc), Answer.Empty.Instance);
        set => _answers[(operation, ioc)] = value;
    }

    public Answer this[string operation, Ioc ioc]
    {
        set => this[Id(operation), ioc] = value;
    }

    public static Ioc Domain(string value) => new(IocType.Domain, value);

    public static Ioc Ip(string value) => new(IocType.IpAddress, value);

    public static Ioc Email(string value) => new(IocType.Email, value);

    public static Answer Found(string label, params Ioc[] targets) => new Answer.Found([.. targets.Select(t => new Relation(label, t))], Cut: false);

    public static OperationCatalogue CatalogueOf(params Operation[] operations) =>
        new([.. operations.Select((operation, i) => (new OperationId(i + 1), operation))]);

    /// <summary>When the answer to a query is said to have been recorded: the operation tells the minute, so that one is not taken for another.</summary>
    public static DateTimeOffset RecordedAt(TreeQuery query) => new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero).AddMinutes(query.Operation.Value);

    public OperationId Id(string operation) => Catalogue.InTreeOrder.Single(o => o.Operation.Name == operation).Id;
}
