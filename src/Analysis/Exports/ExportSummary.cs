namespace IocExplorer.Analysis.Exports;

/// <summary>What an export holds.</summary>
/// <param name="Iocs">How many were written; of a list that leaves out some, those that stand in it.</param>
/// <param name="Relations">How many were written; 0 in formats without relations.</param>
/// <param name="Remarks">What the user should know, a sentence each: what was left out, and why.</param>
public sealed record ExportSummary(long Iocs, long Relations, IReadOnlyList<string> Remarks);
