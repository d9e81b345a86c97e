namespace IocExplorer.Seed.Reports;

/// <summary>What a source was asked in a run and what came of it.</summary>
/// <param name="Queries">Needed by the trees of this run.</param>
/// <param name="UpstreamRequests">HTTP requests sent: pages and further tries included.</param>
/// <param name="DroppedValues">Values left out of answers because they were no IOC of the type expected.</param>
internal sealed record SourceReport(string Source, QueryTotals Queries, long UpstreamRequests, long DroppedValues);
