namespace IocExplorer.Analysis.Exports.Graph;

/// <summary>A relation as one source says it.</summary>
internal readonly record struct EdgeKey(Ioc From, Ioc To, string Label, string Source)
{
    /// <summary>By the IOC that it starts from, as nodes are sorted.</summary>
    public static int Compare(EdgeKey one, EdgeKey other) =>
        GraphNode.Compare(one.From, other.From) is not 0 and var from ? from
        : GraphNode.Compare(one.To, other.To) is not 0 and var to ? to
        : string.CompareOrdinal(one.Label, other.Label) is not 0 and var label ? label
        : string.CompareOrdinal(one.Source, other.Source);
}
