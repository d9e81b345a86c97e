namespace IocExplorer.Analysis.Keys;

/// <summary>A tree that has an IOC.</summary>
/// <remarks>A class, so that the first <c>why</c> of a process waits less for the just-in-time compiler: lists of classes are compiled beforehand.</remarks>
/// <param name="Number">The place of the tree's seed in its hunt, from 1.</param>
/// <param name="Distance">Levels below the seed; 255 stands for more, too.</param>
public sealed record TreePlace(int Number, int Distance);
