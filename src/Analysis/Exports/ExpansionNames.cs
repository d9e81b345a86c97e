using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Exports;

/// <summary>The written names of what was done with an IOC.</summary>
internal static class ExpansionNames
{
    private static readonly string[] s_names = ["expanded", "repeated", "depth-limit", "parked", "internal", "shown-only", "no-operation"];

    public static string Name(this NodeExpansion expansion) => expansion is >= NodeExpansion.Expanded and <= NodeExpansion.NoOperation
        ? s_names[(int)expansion - 1]
        : throw new ArgumentOutOfRangeException(nameof(expansion), expansion, "No such expansion.");
}
