namespace IocExplorer.Messages.Service.Nodes;

/// <summary>The status that a coordinator node reports.</summary>
/// <param name="Trees">Trees that it explores now.</param>
/// <param name="Hunts">Of each hunt that it has trees of: the queries of these trees by source.</param>
/// <param name="Supervised">Hunts whose supervisor runs on it.</param>
public sealed record CoordinatorStatus(int Trees, IReadOnlyList<HuntShare> Hunts, int Supervised = 0);
