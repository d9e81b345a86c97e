namespace IocExplorer.Analysis.Exports.Graph;

/// <summary>Which IOCs are no indicators to be acted upon, whatever they are related to.</summary>
internal sealed class ExportExclusions(IReadOnlyList<string> ownDomains)
{
    /// <summary>Null when it may be acted upon; else why not, as a clause behind a number: <c>known-good</c>.</summary>
    public string? GetExclusion(GraphNode node) =>
        node.Is(TagClass.KnownGood) ? "known-good"
        : node.Is(TagClass.Shared) ? "shared infrastructure"
        : node.Is(TagClass.Hosting) ? "hosting"
        : node.Expansion == Records.NodeExpansion.Internal || ReservedIocs.IsReserved(node.Ioc, out _) || IocHost.IsWithin(node.Ioc, ownDomains)
            ? "internal or reserved"
        : null;
}
