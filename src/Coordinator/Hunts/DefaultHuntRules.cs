using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>What the configuration says of all hunts.</summary>
public static class DefaultHuntRules
{
    public static HuntRules Of(GeneralSettings general) => new() { ExpandUrls = general.ExpandUrls, OwnDomains = general.OwnDomains };
}
