using System.Text.Json;
using System.Text.Json.Serialization;

namespace IocExplorer.Seed.Reports;

/// <summary>The numbers of a run as JSON, for scripts: <c>--summary FILE</c>. README says what each member means.</summary>
internal static partial class SummaryFile
{
    /// <summary>The file is whole or not there at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static Task WriteAsync(string path, RunReport run) => WholeFile.WriteAsync(path, async file =>
    {
        await JsonSerializer.SerializeAsync(file, Members(run), Json.Default.Content);
        file.WriteByte((byte)'\n');
    });

    private static Content Members(RunReport run) => new(
        run.Interrupted ? "interrupted" : run.ExitCode == ExitCodes.Complete ? "complete" : "incomplete",
        run.Seeds,
        run.BadLines,
        run.Trees,
        run.CompleteTrees,
        run.Nodes,
        Of(run.Queries),
        run.UpstreamRequests,
        run.Queries.FromLedger,
        run.NotAsked.Inside,
        run.NotAsked.NotCleared,
        Math.Round(run.Elapsed.TotalSeconds, 3),
        run.Sources.ToDictionary(s => s.Source, s => new Source(Of(s.Queries), s.UpstreamRequests, s.Queries.FromLedger, s.DroppedValues)),
        run.Missing);

    private static Counts Of(QueryTotals queries) => new(queries.Asked, queries.Found, queries.Empty, queries.NotAnswered);

    private sealed record Content(
        string State,
        int Seeds,
        int BadLines,
        int Trees,
        int CompleteTrees,
        long Nodes,
        Counts Queries,
        long? UpstreamRequests,
        long AnswersFromLedger,
        long NotSent,
        long NotCleared,
        double ElapsedSeconds,
        IReadOnlyDictionary<string, Source> Sources,
        IReadOnlyList<MissingAnswers> Missing);

    /// <param name="Answered">Brought relations.</param>
    /// <param name="NotFound">The source has no data.</param>
    /// <param name="Failed">The source did not answer.</param>
    private sealed record Counts(long Asked, long Answered, long NotFound, long Failed);

    private sealed record Source(Counts Queries, long UpstreamRequests, long AnswersFromLedger, long DroppedValues);

    [JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Content))]
    private sealed partial class Json : JsonSerializerContext;
}
