using System.Text.Json.Serialization;

namespace IocExplorer.Seed.Reports;

/// <summary>What a source was asked in a run and what came of it.</summary>
/// <param name="Queries">Needed by the trees of this run.</param>
/// <param name="UpstreamRequests">HTTP requests sent: pages and further tries included.</param>
/// <param name="AnswersFromLedger">Answers that stood in the ledger before the run and were used.</param>
/// <param name="DroppedValues">Values left out of answers because they were no IOC of the type expected.</param>
internal sealed record SourceReport(
    [property: JsonIgnore] string Source,
    [property: JsonPropertyName("queries")] QueryCounts Queries,
    [property: JsonPropertyName("upstreamRequests")] long UpstreamRequests,
    [property: JsonPropertyName("answersFromLedger")] long AnswersFromLedger,
    [property: JsonPropertyName("droppedValues")] long DroppedValues);
