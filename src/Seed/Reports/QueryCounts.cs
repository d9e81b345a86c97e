using System.Text.Json.Serialization;

namespace IocExplorer.Seed.Reports;

/// <summary>What came of queries. The three outcomes add up to <paramref name="Asked"/>, unless the run was stopped: then the rest is still open.</summary>
/// <param name="Asked">Needed by the trees of this run, each counted once.</param>
/// <param name="Answered">Brought relations.</param>
/// <param name="NotFound">The source knows of nothing.</param>
/// <param name="Failed">The source did not answer; asked again by the next run.</param>
internal sealed record QueryCounts(
    [property: JsonPropertyName("asked")] long Asked,
    [property: JsonPropertyName("answered")] long Answered,
    [property: JsonPropertyName("notFound")] long NotFound,
    [property: JsonPropertyName("failed")] long Failed)
{
    /// <summary>Not answered yet when the run was stopped.</summary>
    [JsonIgnore]
    public long Open => Asked - Answered - NotFound - Failed;
}
