using IocExplorer.Messages;

namespace IocExplorer.Persistence;

/// <summary>What a lane can take on now.</summary>
/// <param name="Source">Queries of this source.</param>
/// <param name="Most">At most so many; 1 or more.</param>
/// <param name="Except">Operations that this lane's key may not ask; left for other lanes.</param>
public sealed record ClaimRequest(string Source, int Most, IReadOnlyList<OperationId> Except);
