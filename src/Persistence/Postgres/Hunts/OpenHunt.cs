using IocExplorer.Messages;
using IocExplorer.Messages.Service;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>What a coordinator node needs to know of a hunt that is not over.</summary>
/// <param name="Id">The hunt.</param>
/// <param name="State">Running or paused.</param>
/// <param name="Depth">Levels below the seed.</param>
/// <param name="Plain">Whether trees leave out what the original's do not have.</param>
/// <param name="SendReserved">Whether private and reserved IOCs go to outside sources.</param>
/// <param name="Freshness">How old answers may be.</param>
/// <param name="Operations">In tree order; null until a node has fixed them.</param>
/// <param name="OpenTrees">Trees without an end.</param>
/// <param name="WaitingTrees">Those of them that no node explores; counted up to what was asked for.</param>
public sealed record OpenHunt(
    HuntId Id,
    HuntState State,
    int Depth,
    bool Plain,
    bool SendReserved,
    Freshness Freshness,
    IReadOnlyList<OperationId>? Operations,
    int OpenTrees,
    int WaitingTrees)
{
    /// <summary>What else is followed and let out.</summary>
    public HuntRules Rules { get; init; } = new();
}
