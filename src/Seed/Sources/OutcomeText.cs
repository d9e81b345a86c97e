using System.Globalization;
using IocExplorer.Messages;
using IocExplorer.Workers;

namespace IocExplorer.Seed.Sources;

/// <summary>What one response means, in words.</summary>
internal static class OutcomeText
{
    public static IEnumerable<string> Lines(PageOutcome outcome) => outcome switch
    {
        PageOutcome.Page page => PageLines(page),
        PageOutcome.Throttled throttled => [$"not answered, throttled: {throttled.Detail}"],
        PageOutcome.KeyRefused refused => [$"not answered, the key is refused: {refused.Detail}"],
        PageOutcome.OperationRefused refused => [$"not answered, this key may not ask it: {refused.Detail}"],
        PageOutcome.Failed { MayPass: true } failed => [$"not answered, failed for now: {failed.Detail}"],
        PageOutcome.Failed failed => [$"not answered, failed: {failed.Detail}"],
        PageOutcome.Malformed malformed => [$"not answered, this is no answer: {malformed.Detail}"],
        _ => [],
    };

    private static IEnumerable<string> PageLines(PageOutcome.Page page)
    {
        var isEmpty = page.Relations.Count == 0 && page.Tags.Count == 0;
        yield return isEmpty
            ? "empty: the source knows of nothing"
            : string.Create(CultureInfo.InvariantCulture, $"found: {page.Relations.Count} relations, {page.Tags.Count} tags");
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
            yield return string.Create(CultureInfo.InvariantCulture, $"total: {total} by the source's own count");
        }

        if (page.Next is { } next)
        {
            yield return $"next page: {next.Link ?? next.Cursor}";
        }

        if (page.More)
        {
            yield return "cut: there is more than this";
        }

        if (page.Dropped > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"dropped: {page.Dropped} values that are not what they should be");
        }
    }

    private static string SeenText(Seen seen) => !seen.IsKnown ? "" : $" (first {Time(seen.First)}, last {Time(seen.Last)})";

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
