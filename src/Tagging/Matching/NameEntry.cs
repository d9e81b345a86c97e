namespace IocExplorer.Tagging.Matching;

/// <summary>One statement about a name; several of the same name are chained.</summary>
/// <param name="Next">The place of the next one; -1 at the end.</param>
/// <param name="Rank">0 without.</param>
/// <param name="Tag">The number of the entry tag.</param>
internal readonly record struct NameEntry(int Next, int Rank, ushort Tag, EntryKind Kind);
