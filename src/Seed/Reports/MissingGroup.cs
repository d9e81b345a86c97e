namespace IocExplorer.Seed.Reports;

/// <summary>Queries of one operation that were not answered for one reason.</summary>
/// <param name="Reason">As trees show it: <c>throttled</c>, <c>refused</c>, <c>failed</c>, <c>malformed</c>.</param>
/// <param name="Detail">One of the sources' own words for it.</param>
/// <param name="Count">Queries.</param>
/// <param name="Trees">Trees that lack some of them.</param>
internal sealed record MissingGroup(string Source, string Operation, string Reason, string Detail, long Count, int Trees);
