using System.Globalization;
using IocExplorer.Workers;
using IocExplorer.Workers.Trying;

namespace IocExplorer.Seed.Sources;

/// <summary>What one response means, in words.</summary>
internal static class OutcomeText
{
    // Of each kind; the rest is counted.
    private const int MostShown = 10;

    public static IEnumerable<string> Lines(PageOutcome outcome, AnswerExplanation explanation) => outcome switch
    {
        PageOutcome.Page page => PageLines(page, explanation),
        PageOutcome.Throttled throttled => [$"not answered, throttled: {throttled.Detail}"],
        PageOutcome.KeyRefused refused => [$"not answered, the key is refused: {refused.Detail}"],
        PageOutcome.OperationRefused refused => [$"not answered, this key may not ask it: {refused.Detail}"],
        PageOutcome.Failed { MayPass: true } failed => [$"not answered, failed for now: {failed.Detail}"],
        PageOutcome.Failed failed => [$"not answered, failed: {failed.Detail}"],
        PageOutcome.Malformed malformed => [$"not answered, this is no answer: {malformed.Detail}", .. Explain(explanation)],
        _ => [],
    };

    /// <summary>Whether it knows something of the IOC, and nothing that the operation reads.</summary>
    public static bool HasNothingThatIsRead(PageOutcome.Page page) => page is { Relations.Count: 0, Tags.Count: 0, Items: > 0 };

    private static IEnumerable<string> PageLines(PageOutcome.Page page, AnswerExplanation explanation)
    {
        yield return HasNothingThatIsRead(page) ? "empty: the source knows of it, but nothing that this operation reads"
            : page.Relations.Count == 0 && page.Tags.Count == 0 ? "empty: the source knows of nothing"
            : $"found: {page.Relations.Count} relations, {page.Tags.Count} tags";
        foreach (var relation in page.Relations)
        {
            yield return $"  {relation.Label} -> {relation.Target}{SeenText(relation.Seen)}";
        }

        foreach (var tag in page.Tags)
        {
            yield return $"  tag of {tag.About}: {tag.Name} ({tag.Class.Name()})";
        }

        if (page.Total is { } total)
        {
            yield return $"total: {total} by the source's own count";
        }

        if ((page.Next ?? page.Unwanted) is { } next)
        {
            yield return $"next page: {next.Link ?? next.Cursor}";
        }

        if (page.More)
        {
            yield return "cut: there is more than this";
        }

        if (page.Dropped > 0)
        {
            yield return $"dropped: {page.Dropped} values that are not what they should be";
        }

        // An answer without items matches nothing, and that is nothing to mend.
        foreach (var line in Explain(page.Items > 0 ? explanation : AnswerExplanation.None))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Explain(AnswerExplanation explanation) =>
    [
        .. Some(explanation.Dropped.Select(d => $"  {d.At} of {d.Value.Relation}: \"{d.Value.Text}\" {d.Value.Reason}")),
        .. Some(explanation.OtherShapes.Select(s => $"  {s.At}: {s.Found}, where the definition expects {s.Expected}")),
        .. explanation.Unmatched.Count > 0 ? [$"matched nothing: {string.Join(", ", explanation.Unmatched)}"] : Array.Empty<string>(),
    ];

    private static List<string> Some(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count <= MostShown ? all : [.. all.Take(MostShown), $"  and {all.Count - MostShown} more"];
    }

    private static string SeenText(Seen seen) => !seen.IsKnown ? "" : $" (first {Time(seen.First)}, last {Time(seen.Last)})";

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
