namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>A planted address of shared infrastructure: many domains lead to it, and much leads away from it.</summary>
/// <param name="Address">Never one of the world's ordinary addresses, and never a seed.</param>
/// <param name="IsParking">A parking service; else a content delivery network.</param>
public sealed record Hub(string Address, bool IsParking);
