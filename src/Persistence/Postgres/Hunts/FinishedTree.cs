using IocExplorer.Messages.Service.Trees;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>The end of a tree.</summary>
public sealed record FinishedTree
{
    public required TreeId Tree { get; init; }

    /// <summary>As the hunt's plan says: distinguishes the rounds of a hunt that is retried.</summary>
    public required DateTimeOffset FailuresSince { get; init; }

    /// <summary>Complete, with something missing, or given up.</summary>
    public required TreeState State { get; init; }

    public int? Nodes { get; init; }

    /// <summary>Queries not answered.</summary>
    public int? Missing { get; init; }

    public TreeTally? Tally { get; init; }

    /// <summary>The files; null for a tree that was given up.</summary>
    public TreeFiles? Files { get; init; }

    /// <summary>Why it was given up.</summary>
    public string? Problem { get; init; }
}
