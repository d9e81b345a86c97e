using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Paths;

/// <summary>One IOC on the way from a seed, and the answer that named it.</summary>
/// <param name="Ioc">The seed, then an IOC that an answer about the one before names.</param>
/// <param name="Relation">To the one before, as trees show it; null for the seed.</param>
/// <param name="Source">That named it; null for the seed.</param>
/// <param name="Operation">Of the source; null for the seed.</param>
/// <param name="At">When the answer was recorded; null where it is not known.</param>
/// <param name="Seen">When the source saw the relation.</param>
/// <param name="Expansion">Whether it was asked about at this place, and if not, why.</param>
/// <param name="Reason">The same in words, with the limit that it met; null where <paramref name="Expansion"/> says all.</param>
public sealed record PathStep(
    Ioc Ioc, string? Relation, string? Source, string? Operation, DateTimeOffset? At, Seen Seen, NodeExpansion Expansion, string? Reason);
