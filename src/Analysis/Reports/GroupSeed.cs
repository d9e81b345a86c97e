using IocExplorer.Analysis.Paths;

namespace IocExplorer.Analysis.Reports;

/// <summary>A seed of a group.</summary>
/// <param name="Number">The place of the seed in its hunt, from 1.</param>
/// <param name="Proof">The shortest way to the best IOC that binds it to others of the group, without hubs and shared infrastructure in between.</param>
public sealed record GroupSeed(int Number, Ioc Ioc, IocPath Proof)
{
    /// <summary>
    /// Ways to other pivots, where the best ones leave the group in parts: with these, all proofs of a group hang together. Empty for most seeds.
    /// </summary>
    public IReadOnlyList<IocPath> Links { get; init; } = [];
}
