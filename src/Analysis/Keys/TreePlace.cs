namespace IocExplorer.Analysis.Keys;

/// <summary>A tree that has an IOC.</summary>
/// <param name="Number">The place of the tree's seed in its hunt, from 1.</param>
/// <param name="Distance">Levels below the seed; 255 stands for more, too.</param>
public readonly record struct TreePlace(int Number, int Distance);
