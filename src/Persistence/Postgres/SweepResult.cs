namespace IocExplorer.Persistence.Postgres;

/// <summary>What a sweep found.</summary>
/// <param name="Dead">Nodes that were silent for longer than their lease.</param>
/// <param name="Reopened">Queries opened again because the node that had them lives no more.</param>
/// <param name="Overdue">Queries opened again because a living node had them for too long.</param>
public readonly record struct SweepResult(int Dead, int Reopened, int Overdue);
