namespace IocExplorer.Analysis.Reports;

/// <summary>An IOC that stands in the trees of several seeds.</summary>
/// <param name="Ioc">What it is.</param>
/// <param name="Standing">What it is worth.</param>
/// <param name="Note">Why it ranks last, with the limit that it met; null for <see cref="PivotStanding.Specific"/>.</param>
/// <param name="Score">Greater is better; to be compared within one standing only.</param>
/// <param name="Seeds">In how many trees it stands.</param>
/// <param name="BoundSeeds">Of these, how many reach it without passing a hub, shared infrastructure or what is known to be good.</param>
/// <param name="Distance">Levels below the nearest seed; 0 when it is a seed itself.</param>
/// <param name="Degree">How common it is in the hunt: IOCs that stand above or below it anywhere in the hunt.</param>
public sealed record Pivot(Ioc Ioc, PivotStanding Standing, string? Note, double Score, int Seeds, int BoundSeeds, int Distance, int Degree)
{
    /// <summary>How common it is beyond the hunt: seeds of the ledger's other hunts whose trees have it.</summary>
    public int OtherSeeds { get; init; }

    /// <summary>Labels under which trees show it; the first few, by name.</summary>
    public IReadOnlyList<string> Relations { get; init; } = [];

    /// <summary>Its tags by lists and sources.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>The first few of its seeds, by number.</summary>
    public IReadOnlyList<PivotSeed> FirstSeeds { get; init; } = [];
}
