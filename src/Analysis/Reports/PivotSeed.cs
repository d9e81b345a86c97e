namespace IocExplorer.Analysis.Reports;

/// <summary>A seed whose tree has a pivot.</summary>
/// <param name="Number">The place of the seed in its hunt, from 1.</param>
public sealed record PivotSeed(int Number, Ioc Ioc);
