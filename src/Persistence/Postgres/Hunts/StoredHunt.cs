using IocExplorer.Messages.Service.Hunts;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>What a hunt goes by, as it was submitted and prepared.</summary>
public sealed record StoredHunt
{
    public required HuntId Id { get; init; }

    /// <summary>As it is listed; the supervisor's events are the truth, where there are any.</summary>
    public required HuntState State { get; init; }

    public required int Depth { get; init; }

    public required bool Plain { get; init; }

    public required bool SendReserved { get; init; }

    public required Freshness Freshness { get; init; }

    /// <summary>In tree order; null until the hunt is prepared.</summary>
    public required IReadOnlyList<ClearedOperation>? Operations { get; init; }

    /// <summary>What each operation is cleared for is fixed. Not for a hunt that is not prepared, nor for one that the version before has prepared.</summary>
    public required bool IsCleared { get; init; }

    /// <summary>What is followed and sent.</summary>
    public required HuntRules Rules { get; init; }

    /// <summary>One for each seed.</summary>
    public required int Trees { get; init; }
}
