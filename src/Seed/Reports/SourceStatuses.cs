using IocExplorer.Workers.Definitions;

namespace IocExplorer.Seed.Reports;

/// <summary>Describes configured sources without their keys.</summary>
internal static class SourceStatuses
{
    public static IReadOnlyList<SourceStatus> Of(IEnumerable<ConfiguredSource> sources) => [.. sources.Select(Of)];

    private static SourceStatus Of(ConfiguredSource source) => new()
    {
        Name = source.Name,
        IsOn = source.IsOn,
        TakesKeys = source.Definition.Key is not null,
        Keys = source.ApiKeys.Count,
        Quota = new(source.Quota, Math.Max(1, source.ApiKeys.Count)),
        QuotaIsDefault = source.Quota == source.Definition.Quota,
        Operations =
        [
            .. source.Definition.Operations.Select(o => new OperationStatus(
                o.Name,
                o.Accepts,
                [.. o.Relations.Select(r => r.Label)],
                source.Off.FirstOrDefault(off => off.Name == o.Name)?.Reason)),
        ],
    };
}
