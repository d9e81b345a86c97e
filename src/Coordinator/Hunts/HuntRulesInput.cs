namespace IocExplorer.Coordinator.Hunts;

/// <summary>What somebody says of a hunt's rules, as it was written: on a command line, in a request.</summary>
public sealed record HuntRulesInput
{
    /// <summary>Classes of tags; each text may name several with commas between them.</summary>
    public IReadOnlyList<string> Park { get; init; } = [];

    public string? ParkHubs { get; init; }

    /// <summary>IOCs, the type recognised or in front with a comma.</summary>
    public IReadOnlyList<string> Expand { get; init; } = [];

    /// <summary>A date or a moment.</summary>
    public string? SeenSince { get; init; }

    public bool Seen { get; init; }

    public bool Tags { get; init; }

    /// <summary>A sharing level.</summary>
    public string? Tlp { get; init; }
}
