namespace IocExplorer.Persistence;

/// <summary>What came of a query, on its way into the ledger.</summary>
public readonly record struct AnswerToRecord(Query Query, Answer Answer);
