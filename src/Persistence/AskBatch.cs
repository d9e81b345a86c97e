using IocExplorer.Messages;

namespace IocExplorer.Persistence;

/// <summary>What a hunt wants to know.</summary>
/// <param name="Hunt">For whom; decides the fair order of claims. A query shared by several hunts counts for the one that asked first.</param>
/// <param name="Freshness">How old an answer may be.</param>
/// <param name="Queries">May hold the same query twice.</param>
public sealed record AskBatch(HuntId Hunt, Freshness Freshness, IReadOnlyList<QueryToAsk> Queries);
