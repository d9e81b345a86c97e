using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>Queries that were not answered, of one operation and for one reason.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Operation">The operation's name.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">What the first of them said.</param>
/// <param name="Queries">How many, over all trees.</param>
/// <param name="Trees">How many trees lack some of them.</param>
/// <param name="Examples">The first few seeds whose trees lack them.</param>
public sealed record MissingAnswers(
    string Source, string Operation, NotAnsweredReason Reason, string Detail, long Queries, int Trees, IReadOnlyList<Ioc> Examples);
