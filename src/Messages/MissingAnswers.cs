namespace IocExplorer.Messages;

/// <summary>Queries of one operation that were not answered for one reason.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Operation">The operation's name.</param>
/// <param name="Reason">As trees show it: <c>throttled</c>, <c>refused</c>, <c>failed</c>, <c>malformed</c>.</param>
/// <param name="Detail">One of the sources' own words for it.</param>
/// <param name="Queries">How many, over all trees.</param>
/// <param name="Trees">How many trees lack some of them.</param>
public sealed record MissingAnswers(string Source, string Operation, string Reason, string Detail, long Queries, int Trees);
