using System.Text;
using System.Text.Json;
using IocExplorer.Workers;

namespace IocExplorer.Seed.Sources;

/// <summary>
/// <c>sources try --format json</c>: one object with a list of the operations that were tried. Times are UTC, as ISO 8601; non-ASCII is escaped.
/// </summary>
internal static class TriedJson
{
    public static string Of(string source, Ioc asked, bool isRecorded, IReadOnlyList<TriedOperation> operations)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("source", source);
            json.WriteString("type", asked.Type.Name());
            json.WriteString("value", asked.Value);
            json.WriteBoolean("recorded", isRecorded);
            json.WriteStartArray("operations");
            foreach (var operation in operations)
            {
                Write(json, operation);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, TriedOperation operation)
    {
        json.WriteStartObject();
        json.WriteString("operation", operation.Name);
        Write(json, "request", operation.Request, json.WriteStringValue);
        if (operation.Status is { } status)
        {
            json.WriteNumber("status", status);
            json.WriteNumber("bytes", operation.Bytes);
        }

        var (outcome, detail) = Words(operation);
        json.WriteString("outcome", outcome);
        json.WriteString("detail", detail);
        if (operation.Outcome is PageOutcome.Page page)
        {
            Write(json, page);
        }

        Write(json, "droppedValues", operation.Explanation.Dropped, d => WriteTexts(
            json, ("at", d.At), ("value", d.Value.Text), ("label", d.Value.Relation), ("reason", d.Value.Reason)));
        Write(json, "otherShapes", operation.Explanation.OtherShapes, s => WriteTexts(json, ("at", s.At), ("found", s.Found), ("expected", s.Expected)));
        Write(json, "matchedNothing", operation.Explanation.Unmatched, json.WriteStringValue);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PageOutcome.Page page)
    {
        Write(json, "relations", page.Relations, r => WriteTexts(
            json,
            ("label", r.Label),
            ("type", r.Target.Type.Name()),
            ("value", r.Target.Value),
            ("firstSeen", Time(r.Seen.First)),
            ("lastSeen", Time(r.Seen.Last))));
        Write(json, "tags", page.Tags, t => WriteTexts(
            json, ("type", t.About.Type.Name()), ("value", t.About.Value), ("name", t.Name), ("class", t.Class.Name())));
        json.WriteNumber("items", page.Items);
        if (page.Total is { } total)
        {
            json.WriteNumber("total", total);
        }

        json.WriteString("nextPage", (page.Next ?? page.Unwanted) is { } next ? next.Link ?? next.Cursor : null);
        json.WriteBoolean("cut", page.More);
        json.WriteNumber("dropped", page.Dropped);
    }

    private static (string Outcome, string? Detail) Words(TriedOperation operation) => operation.Outcome switch
    {
        PageOutcome.Page page when OutcomeText.HasNothingThatIsRead(page) => ("empty", "the source knows of it, but nothing that this operation reads"),
        PageOutcome.Page { Relations.Count: 0, Tags.Count: 0 } => ("empty", null),
        PageOutcome.Page => ("found", null),
        PageOutcome.Throttled throttled => ("throttled", throttled.Detail),
        PageOutcome.KeyRefused refused => ("keyRefused", refused.Detail),
        PageOutcome.OperationRefused refused => ("operationRefused", refused.Detail),
        PageOutcome.Failed { MayPass: true } failed => ("failedForNow", failed.Detail),
        PageOutcome.Failed failed => ("failed", failed.Detail),
        PageOutcome.Malformed malformed => ("malformed", malformed.Detail),
        _ => (operation.IsUnfit ? "empty" : "notAsked", operation.Why),
    };

    private static void Write<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, params (string Name, string? Text)[] members)
    {
        json.WriteStartObject();
        foreach (var (name, text) in members.Where(m => m.Text is not null))
        {
            json.WriteString(name, text);
        }

        json.WriteEndObject();
    }

    private static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
