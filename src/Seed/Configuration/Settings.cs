using IocExplorer.Workers.Settings;

namespace IocExplorer.Seed.Configuration;

/// <summary>All that can be set, checked. <c>hocon/iocexplorer.conf</c> says what each is for.</summary>
public sealed record Settings
{
    public static Settings Defaults { get; } = new();

    /// <summary>Levels asked about below the seed.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Answers of the ledger older than this are asked anew.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Trees grown at the same time.</summary>
    public int ActiveTrees { get; init; } = 64;

    /// <summary>A quota used up for longer than this is not waited for.</summary>
    public TimeSpan LongestQuotaWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether private and reserved addresses and internal names go to outside sources.</summary>
    public bool SendReserved { get; init; }

    /// <summary>A folder with definitions of more sources; null without.</summary>
    public string? SourcesFolder { get; init; }

    /// <summary>The ledger's file; null as long as nobody named one.</summary>
    public string? Database { get; init; }

    /// <summary>What the ledger's file survives: <c>full</c> or <c>normal</c>.</summary>
    public string Synchronous { get; init; } = "full";

    /// <summary>By source name; a source without an entry is as its definition says.</summary>
    public IReadOnlyDictionary<string, SourceSettings> Sources { get; init; } = new Dictionary<string, SourceSettings>();

    public ResilienceSettings Resilience { get; init; } = new();
}
