using IocExplorer.Hosting.Configuration;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Configuration;

/// <summary>All that can be set, checked. <c>hocon/iocexplorer.conf</c> says what each is for.</summary>
public sealed record AllSettings : CommonSettings
{
    /// <summary>By source name; a source without an entry is as its definition says.</summary>
    public IReadOnlyDictionary<string, SourceSettings> Sources { get; init; } = new Dictionary<string, SourceSettings>();

    /// <summary>The defaults for all sources.</summary>
    public SourceDefaults SourceDefaults => new(
        General.DefaultSources ?? !IsRehearsal, General.ClearedFor, IsRehearsal: General.DefaultSources is null && IsRehearsal)
    {
        IsOffline = General.Offline,
    };

    public ResilienceSettings Resilience { get; init; } = new();

    // With a source pointed at a simulator the same IOCs should not be sent to the Internet.
    private bool IsRehearsal => Sources.Values.Any(s => s.BaseUrl is { IsAbsoluteUri: true, IsLoopback: true } || s.Operations.Values.Any(o => IsHere(o.Url)));

    private static bool IsHere(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.IsLoopback;
}
