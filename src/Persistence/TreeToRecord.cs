using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages.Service.Trees;

namespace IocExplorer.Persistence;

/// <summary>A tree that has ended.</summary>
/// <param name="Number">The place of its seed, from 1.</param>
/// <param name="Nodes">Repeats included.</param>
/// <param name="Missing">Queries that were not answered.</param>
/// <param name="Record">What is kept of it, as <see cref="TreeRecordBytes"/> packs it; null for a tree that was given up.</param>
public sealed record TreeToRecord(int Number, TreeState State, int Nodes, int Missing, ReadOnlyMemory<byte>? Record)
{
    /// <summary>Which IOCs it has, as <see cref="TreeKeys.Of"/> gives them; null for a tree that was given up.</summary>
    public ReadOnlyMemory<byte>? Keys { get; init; }
}
