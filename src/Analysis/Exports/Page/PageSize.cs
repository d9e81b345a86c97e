namespace IocExplorer.Analysis.Exports.Page;

/// <summary>How much a page shows, so that a browser stays quick.</summary>
internal sealed record PageSize(int Nodes, int Edges)
{
    public static PageSize Default { get; } = new(20_000, 60_000);
}
