using IocExplorer.Messages;

namespace IocExplorer.Persistence;

/// <summary>What a worker reports of a query that it claimed.</summary>
public sealed record AnswerToClaim(Claim Claim, Answer Answer);
