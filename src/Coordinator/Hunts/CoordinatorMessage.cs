using IocExplorer.Coordinator.Queries;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>What an <see cref="ExplorationCoordinator"/> is told.</summary>
internal abstract record CoordinatorMessage
{
    private CoordinatorMessage()
    {
    }

    /// <summary>Answers to what it asked.</summary>
    /// <param name="Asker">Which walk asked: those of a walk that crashed are numbered otherwise and passed over.</param>
    internal sealed record Answers(Asker Asker, IReadOnlyList<TreeAnswer> List) : CoordinatorMessage;

    /// <summary>The desk has lost its memory: ask again what is open.</summary>
    internal sealed record AskAgain : CoordinatorMessage;
}
