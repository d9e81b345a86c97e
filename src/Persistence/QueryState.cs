using IocExplorer.Messages;

namespace IocExplorer.Persistence;

/// <summary>Where a query stands.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Answer">Null while it waits.</param>
/// <param name="AnsweredAt">When the answer was recorded; null while it waits.</param>
public readonly record struct QueryState(QueryId Id, Answer? Answer, DateTimeOffset? AnsweredAt);
