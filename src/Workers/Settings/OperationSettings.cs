namespace IocExplorer.Workers.Settings;

/// <summary>What the user set for one operation of a source; everything absent is as the definition says.</summary>
public sealed record OperationSettings
{
    /// <summary>Null: as the definition says.</summary>
    public bool? Enabled { get; init; }

    /// <summary>
    /// The whole URL with the place of the value in braces, as the original's <c>config.ini</c> has it: <c>https://host/files/{file}/contacted_ips</c>.
    /// </summary>
    public string? Url { get; init; }

    public int? Limit { get; init; }

    /// <summary>Query parameters of the definition with other values, by name: <c>start</c>, <c>end</c>, <c>mode</c>, <c>rtype</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}
