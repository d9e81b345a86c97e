using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;

namespace IocExplorer.Actors.Tests.Brokering;

/// <summary>Operations, moments and answers that the tests of brokers and coordinators share.</summary>
internal static class World
{
    public static readonly OperationId Flint = new(1);
    public static readonly OperationId Resolutions = new(2);
    public static readonly OperationId Files = new(3);

    public static DateTimeOffset Noon { get; } = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A day for facts, none for failures.</summary>
    public static Freshness Fresh { get; } = new(Noon.AddHours(-24), Noon);

    /// <summary>A domain is asked of two sources, an address of one.</summary>
    public static IReadOnlyList<NumberedOperation> Operations { get; } =
    [
        new(Flint, new("QiAnXin", "flint", "v1", [IocType.Domain], IsExternal: true)),
        new(Resolutions, new("VirusTotal", "domain_resolutions", "v1", [IocType.Domain], IsExternal: true)),
        new(Files, new("VirusTotal", "ip_downloaded_files", "v1", [IocType.IpAddress], IsExternal: true)),
    ];

    public static OperationCatalogue Catalogue { get; } = new([.. Operations.Select(o => (o.Id, o.Operation))]);

    public static Ioc Domain(string value) => new(IocType.Domain, value);

    public static Ioc Ip(string value) => new(IocType.IpAddress, value);

    public static Query Query(string domain) => new(Flint, Domain(domain));

    public static TreeQuery Tree(int number, string domain) => new(number, Flint, Domain(domain));

    public static Answer Found(params Ioc[] targets) =>
        new Answer.Found([.. targets.Select(target => new Relation("r", target))], Cut: false);

    public static RecordedAnswer Recorded(Answer answer, TimeSpan age = default) => new(answer, Noon - age);

    public static HuntPlan Plan(int depth, Freshness? freshness = null) => new(depth, false, false, new(), freshness ?? Fresh, Operations);
}
