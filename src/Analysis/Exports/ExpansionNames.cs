using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Exports;

/// <summary>The written names of what was done with an IOC.</summary>
internal static class ExpansionNames
{
    public static string Name(this NodeExpansion expansion) => expansion switch
    {
        NodeExpansion.Expanded => "expanded",
        NodeExpansion.Repeated => "repeated",
        NodeExpansion.DepthLimit => "depth-limit",
        NodeExpansion.Parked => "parked",
        NodeExpansion.Internal => "internal",
        NodeExpansion.ShownOnly => "shown-only",
        NodeExpansion.NoOperation => "no-operation",
        _ => throw new ArgumentOutOfRangeException(nameof(expansion), expansion, "No such expansion."),
    };
}
