namespace IocExplorer.Analysis.Reports;

/// <summary>How many shared IOCs of a standing a hunt has, listed or not.</summary>
public sealed record PivotCount(PivotStanding Standing, long Pivots);
