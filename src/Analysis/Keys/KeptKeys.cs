namespace IocExplorer.Analysis.Keys;

/// <summary>The keys of a tree, as a store keeps them.</summary>
/// <param name="Number">The place of the tree's seed in its hunt, from 1.</param>
/// <param name="Keys">As <see cref="TreeKeys.Of"/> gave them.</param>
public readonly record struct KeptKeys(long Hunt, int Number, ReadOnlyMemory<byte> Keys);
