using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Seed.Reports;

/// <summary>Describes configured sources without their keys.</summary>
internal static class SourceStatuses
{
    /// <param name="sources">In tree order.</param>
    /// <param name="settings">By source name; a source that is off does not tell its keys itself.</param>
    public static IReadOnlyList<SourceStatus> Of(IEnumerable<ConfiguredSource> sources, IReadOnlyDictionary<string, SourceSettings> settings) =>
        [.. sources.Select(s => Of(s, settings.GetValueOrDefault(s.Name, new())))];

    private static SourceStatus Of(ConfiguredSource source, SourceSettings settings) => new()
    {
        Name = source.Name,
        IsOn = source.IsOn,
        IsDisabled = settings.Enabled == false,
        TakesKeys = source.Definition.Key is not null,
        NeedsKey = source.Definition.Key is { IsNeeded: true },
        Keys = settings.ApiKeys.Count,
        Terms = source.Definition.Terms,
        NonCommercial = source.Definition.NonCommercial,
        Quota = new(source.Quota, Math.Max(1, source.ApiKeys.Count)),
        QuotaIsDefault = source.Quota == source.Definition.Quota,
        Operations =
        [
            .. source.Definition.Operations.Select(o => new OperationStatus(
                o.Name,
                o.Accepts,
                [.. o.Relations.Select(r => r.Label).Distinct()],
                source.Off.FirstOrDefault(off => off.Name == o.Name)?.Reason)),
        ],
    };
}
