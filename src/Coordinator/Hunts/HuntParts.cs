using IocExplorer.Actors;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>What a supervisor works with.</summary>
/// <param name="Seeds">Distinct.</param>
/// <param name="ActiveTrees">At most so many at a time.</param>
/// <param name="Board">Where it counts.</param>
/// <param name="Explore">Starts the coordinator of a tree; what becomes of it is told to the supervisor.</param>
/// <param name="Write">Takes over a walk that is done; calls back when it is written or not.</param>
/// <param name="Notices">Lines for the user.</param>
internal sealed record HuntParts(
    IReadOnlyList<Ioc> Seeds,
    int ActiveTrees,
    HuntBoard Board,
    Func<TreeRun, Mailbox<SupervisorMessage>, Mailbox<CoordinatorMessage>> Explore,
    Action<TreeWalk, bool, Action<TreeResult>> Write,
    Action<Notice> Notices);
