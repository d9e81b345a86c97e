namespace IocExplorer.Messages.Service.Hunts;

/// <summary>What <c>POST /api/v1/hunts</c> takes as JSON. Everything but the seeds may be left out.</summary>
public sealed record SubmitHunt
{
    /// <summary>For people; at most 200 characters, no control characters. Default: <c>hunt</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Lines of a seed file, <c>type,value</c> each; the type may be left out. Read as <c>explore</c> reads its CSV.</summary>
    public IReadOnlyList<string>? Seeds { get; init; }

    /// <summary>Levels asked about below each seed; 1 to 16. Default: the service's <c>general.depth</c>.</summary>
    public int? Depth { get; init; }

    /// <summary>Answers of the ledger up to this age are used: <c>24h</c>. Default: the service's <c>general.maxAge</c>.</summary>
    public string? MaxAge { get; init; }

    /// <summary>Asks everything anew, whatever the ledger has.</summary>
    public bool Refresh { get; init; }

    /// <summary>IOCs with a tag of one of these classes, from lists, are shown and not asked about: <c>known-good</c>, <c>shared</c> ...</summary>
    public IReadOnlyList<string>? Park { get; init; }

    /// <summary>IOCs with so many relations or more are shown without them; 2 or more. Default: none are.</summary>
    public long? ParkHubs { get; init; }

    /// <summary>IOCs that are asked about whatever their tags and their degree.</summary>
    public IReadOnlyList<string>? Expand { get; init; }

    /// <summary>Relations seen last before this date (<c>2026-01-31</c>, or a moment in UTC) are left out; those without a date stay.</summary>
    public string? SeenSince { get; init; }

    /// <summary>Shows times on the original tool's relations as well.</summary>
    public bool Seen { get; init; }

    /// <summary>Shows on each IOC its tags by the built-in lists; always on where lists are configured or something is parked.</summary>
    public bool Tags { get; init; }

    /// <summary>
    /// How far the seeds may travel: <c>clear</c>, <c>green</c>, <c>amber</c>, <c>amber+strict</c>, <c>red</c>. A seed's line may name
    /// its own as a third field. Default: clear.
    /// </summary>
    public string? Tlp { get; init; }

    /// <summary>Leaves out of the trees what those of the original tool do not have.</summary>
    public bool Plain { get; init; }
}
