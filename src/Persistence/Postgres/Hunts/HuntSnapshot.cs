using IocExplorer.Messages.Service.Hunts;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>A hunt at one moment of the database's clock.</summary>
/// <param name="FailuresSince">Moves with each retry: what was counted of its trees before then is void.</param>
/// <param name="Operations">In tree order; null until a node has fixed them.</param>
/// <param name="Now">The moment.</param>
public sealed record HuntSnapshot(HuntView Hunt, DateTimeOffset FailuresSince, IReadOnlyList<OperationId>? Operations, DateTimeOffset Now)
{
    /// <summary>Of the last five hunts before it that have some, together.</summary>
    public IReadOnlyList<OperationId> OperationsBefore { get; init; } = [];

    /// <summary>Since it was submitted, up to its end.</summary>
    public TimeSpan Elapsed => (Hunt.EndedAt ?? Now) - Hunt.SubmittedAt;
}
