using IocExplorer.Hosting.Configuration;
using IocExplorer.Workers.Definitions;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Configuration;

/// <summary>All that can be set, checked. <c>hocon/iocexplorer.conf</c> says what each is for.</summary>
public sealed record AllSettings : CommonSettings
{
    /// <summary>By source name; a source without an entry is as its definition says.</summary>
    public IReadOnlyDictionary<string, SourceSettings> Sources { get; init; } = new Dictionary<string, SourceSettings>();

    /// <summary>What holds for every source that says nothing else.</summary>
    public SourceDefaults SourceDefaults => new(General.DefaultSources, General.ClearedFor);

    public ResilienceSettings Resilience { get; init; } = new();
}
