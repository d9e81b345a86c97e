namespace IocExplorer.Workers.Settings;

/// <summary>What the user set for a source; everything absent is as its definition says.</summary>
public sealed record SourceSettings
{
    /// <summary>Null: as the definition says.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Whether e-mail addresses may be sent to it.</summary>
    public bool? Emails { get; init; }

    /// <summary>Up to which sharing level an IOC may be for it to be asked.</summary>
    public SharingLevel? ClearedFor { get; init; }

    /// <summary>Stands in for the definition's base URLs, of all operations that have no URL of their own in <see cref="Operations"/>.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Keys, spent side by side, each with a quota of its own. Placeholders such as <c>xxxxxxxx</c> were taken out before.</summary>
    public IReadOnlyList<string> ApiKeys { get; init; } = [];

    /// <summary>Most items kept of an answer, for every operation that has a limit.</summary>
    public int? Limit { get; init; }

    /// <summary>Requests under way at once, for each key.</summary>
    public int? MaxConcurrency { get; init; }

    public int? QuotaPerSecond { get; init; }

    /// <summary>Requests of a key in a window; 0 is no limit. A window that is absent is as the definition says.</summary>
    public IReadOnlyDictionary<QuotaWindow, int> Quota { get; init; } = new Dictionary<QuotaWindow, int>();

    public IReadOnlyDictionary<string, OperationSettings> Operations { get; init; } = new Dictionary<string, OperationSettings>();
}
