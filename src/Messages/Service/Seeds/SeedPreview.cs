namespace IocExplorer.Messages.Service.Seeds;

/// <summary>What is understood of a list of seeds, before anything is submitted.</summary>
/// <param name="Seeds">The first of them, in the order of the list, each once.</param>
/// <param name="SeedsInAll">How many there are.</param>
/// <param name="Duplicates">Lines whose seeds all stand in an earlier line.</param>
/// <param name="BadLines">The first lines that are no seed, or a part of them; of many of a kind a few, then their count.</param>
/// <param name="BadLinesInAll">How many there are.</param>
public sealed record SeedPreview(IReadOnlyList<SeedView> Seeds, int SeedsInAll, int Duplicates, IReadOnlyList<BadSeedLine> BadLines, int BadLinesInAll);
