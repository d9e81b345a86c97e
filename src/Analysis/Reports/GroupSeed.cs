using IocExplorer.Analysis.Paths;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Reports;

/// <summary>A seed of a group.</summary>
/// <param name="Number">The place of the seed in its hunt, from 1.</param>
/// <param name="Proof">The shortest way to the best IOC that binds it to others of the group, without hubs and shared infrastructure in between.</param>
public sealed record GroupSeed(int Number, Ioc Ioc, IocPath Proof);
