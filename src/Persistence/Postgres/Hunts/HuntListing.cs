using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Trees;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>How a hunt is listed.</summary>
/// <param name="Trees">They add up to its seeds.</param>
/// <param name="Nodes">Of all trees that are over.</param>
public sealed record HuntListing(HuntId Hunt, HuntState State, TreeTotals Trees, long Nodes)
{
    /// <summary>The numbers of the trees that are explored now.</summary>
    public IReadOnlyList<int> Active { get; init; } = [];
}
