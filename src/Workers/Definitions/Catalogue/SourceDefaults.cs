namespace IocExplorer.Workers.Definitions.Catalogue;

/// <summary>What holds for every source that does not say otherwise.</summary>
/// <param name="DefaultSources">Whether sources are asked that are not configured.</param>
/// <param name="ClearedFor">The sharing level of sources whose definition and settings name none.</param>
/// <param name="IsRehearsal">Whether that is because a source's server is on this machine, and not because it is configured.</param>
public sealed record SourceDefaults(bool DefaultSources = true, SharingLevel ClearedFor = SharingLevel.Clear, bool IsRehearsal = false)
{
    /// <summary>Nothing is asked outside.</summary>
    public bool IsOffline { get; init; }
}
