using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>What a <see cref="HuntSupervisor"/> is told.</summary>
internal abstract record SupervisorMessage
{
    private SupervisorMessage()
    {
    }

    internal sealed record Explored(TreeRun Run, TreeWalk Walk) : SupervisorMessage;

    internal sealed record Written(TreeRun Run, TreeResult Result) : SupervisorMessage;

    internal sealed record TreeCrashed(TreeRun Run, Exception Crash, bool IsGivenUp) : SupervisorMessage;

    internal sealed record DeskCrashed(Exception Crash, bool IsGivenUp) : SupervisorMessage;

    internal sealed record Stop : SupervisorMessage;
}
