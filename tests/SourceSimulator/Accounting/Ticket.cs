namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>
/// Stands for one request in work; belongs to the book that was open when it arrived. The attempt says which request for
/// this query it is, beginning with 1; it stays 1 where queries are not counted.
/// </summary>
internal readonly record struct Ticket(Book Book, QueryCounter? Query, LogEntry? Entry, int Attempt, bool IsFurtherPage);
