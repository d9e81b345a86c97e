using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>
/// Says what an HTTP response means. The rule above all: a page without relations comes only from a body of the right shape or from a
/// status that says "not found"; everything that is not understood is "not answered".
/// </summary>
/// <param name="limit">Items kept of an answer over all pages; null for all.</param>
internal sealed class AnswerReader(AnswerPlan plan, int? limit)
{
    private readonly RefusalReader _refusals = new(plan);

    private OperationDefinition Operation => plan.Operation;

    /// <param name="page">Which page it is; null for the first.</param>
    public PageOutcome Read(int status, ReadOnlyMemory<byte> body, Ioc asked, int remaining, NextPage? page)
    {
        var outcome = ReadBody(status, body, asked, remaining, page);

        // Behind the last page by number it has nothing; but the page that it pointed at itself must be there.
        return ReferenceEquals(outcome, RefusalReader.KnowsNothing) && page is not null && Operation.Paging is { FirstPage: null, ByOffset: false }
            ? new PageOutcome.Malformed("the page that it pointed at is unknown to it")
            : outcome;
    }

    private PageOutcome ReadBody(int status, ReadOnlyMemory<byte> body, Ioc asked, int remaining, NextPage? page)
    {
        body = body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        if (status != 200)
        {
            return _refusals.Read(status, body.Span);
        }

        remaining = limit is null ? int.MaxValue : remaining;

        // Some servers of lines put them into one list.
        return Operation.Answer.Format == AnswerFormat.JsonLines && !JsonLines.First(body.Span).StartsWith("["u8)
            ? ReadLines(body.Span, asked, remaining, page)
            : ReadAnswer(body, asked, remaining, page);
    }

    private PageOutcome ReadLines(ReadOnlySpan<byte> body, Ioc asked, int remaining, NextPage? page)
    {
        var first = JsonLines.First(body);
        if (!first.IsEmpty && first[0] != (byte)'{')
        {
            return NoObject(first);
        }

        // A single line may be an error and no row.
        var walk = new AnswerWalk(first, plan, 0);
        RefusalReader.ReadError(first, ref walk);
        return walk[plan.Marker].IsThere && FaultOf(walk, first, page is null) is { } fault
            ? fault
            : ReadAnswer(JsonLines.ToList(body), asked, remaining, page);
    }

    private PageOutcome ReadAnswer(ReadOnlyMemory<byte> memory, Ioc asked, int remaining, NextPage? page)
    {
        var body = memory.Span;
        var text = body.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty)
        {
            return new PageOutcome.Malformed("HTTP 200 with an empty body");
        }

        if (text[0] != '{' && !(text[0] == '[' && Operation.Answer.Items.Steps.Count == 0 && Operation.Answer.Kinds.HasFlag(ItemsKinds.Array)))
        {
            return NoObject(text);
        }

        // The JSON reader does not look into the strings that it skips.
        if (!Utf8.IsValid(body))
        {
            return new PageOutcome.Malformed("HTTP 200 with a body that is no valid UTF-8");
        }

        var values = plan.KeepsValues ? new AnswerValues(memory) : null;
        var walk = new AnswerWalk(body, plan, remaining, asked, values);
        try
        {
            walk.Read();
        }
        catch (JsonException error)
        {
            return new PageOutcome.Malformed(IsDepth(error)
                ? $"HTTP 200 with JSON nested deeper than {plan.MaxDepth} levels"
                : "HTTP 200 with JSON that is broken or cut short");
        }

        if (FaultOf(walk, body, page is null) is { } outcome)
        {
            return outcome;
        }

        return plan.IsPicked ? Picked(walk, values!.Root, body, asked, remaining, page) : Taken(walk, values, body, asked, remaining, page);
    }

    // What the walk took; only where it saw that there are tags they are picked.
    private PageOutcome Taken(in AnswerWalk walk, AnswerValues? values, ReadOnlySpan<byte> body, Ioc asked, int remaining, NextPage? page)
    {
        var outcome = PageOf(walk, body, remaining, page, goesOn: true);
        if (!walk.HoldsTags || outcome is not PageOutcome.Page whole)
        {
            return outcome;
        }

        var picker = new AnswerPicker(plan, asked, remaining);
        _ = picker.TryPick(values!.Root);
        return whole with { Tags = picker.Tags };
    }

    private PageOutcome Picked(in AnswerWalk walk, AnswerValue answer, ReadOnlySpan<byte> body, Ioc asked, int remaining, NextPage? page)
    {
        var picker = new AnswerPicker(plan, asked, remaining);
        if (!picker.TryPick(answer))
        {
            return new PageOutcome.Malformed("HTTP 200 with a member whose name is no valid Unicode");
        }

        if (picker.ThrottledText is { } throttled)
        {
            return ErrorTextAsData(throttled);
        }

        // An object of which the definition names no member could be anything: only what is found in it tells that it is an answer.
        var isAnything = Operation.Answer is { Items.Steps.Count: 0, Require.Count: 0, HasOneOf.Count: 0, ItemHasOneOf.Count: 0 }
            && walk is { Items: > 0, ItemsKind: JsonTokenType.StartObject };
        if (picker.Texts == 0 && (walk.WrongKinds + picker.WrongKinds > 0 || (isAnything && picker.Tags.Count == 0)))
        {
            return OtherShape;
        }

        var goesOn = FurtherPages.GoesOn(Operation, answer, asked);
        var outcome = PageOf(walk, body, remaining, page, goesOn);
        if (outcome is not PageOutcome.Page whole)
        {
            return outcome;
        }

        var next = whole.Next ?? whole.Unwanted ?? (walk.Items == 0 || !goesOn ? null : FurtherPages.NextKey(Operation, answer, Wanted(remaining)));
        var isFull = IsFull(walk, remaining);
        return whole with
        {
            Relations = picker.Relations,
            Tags = picker.Tags,
            Dropped = (picker.Dropped?.Count ?? 0) + picker.WrongKinds + walk.WrongKinds,
            DroppedValues = picker.Dropped?.Kept ?? [],
            More = whole.More || picker.HasMore || (isFull && next is not null),
            Next = isFull ? null : next,
            Unwanted = isFull ? next : null,
        };
    }

    private PageOutcome? FaultOf(in AnswerWalk walk, ReadOnlySpan<byte> body, bool isFirst)
    {
        // 1. It calls itself an error, whatever else it holds.
        if (walk[plan.Marker].IsThere)
        {
            return _refusals.BySourceCode(walk, body, "HTTP 200 with an error")
                ?? new PageOutcome.Malformed(_refusals.Detail("HTTP 200 with an error", walk, body));
        }

        // 2. It says nothing clear.
        if (walk.Twice is { } twice)
        {
            return new PageOutcome.Malformed($"HTTP 200 with JSON that has \"{twice}\" twice in one object");
        }

        // 3. It says that the source has no data.
        foreach (var empty in plan.EmptyWhen)
        {
            if (empty.IsMetBy(walk[empty.Slot], body))
            {
                return RefusalReader.KnowsNothing;
            }
        }

        // 4. Its own code says whether it is an answer.
        foreach (var needed in plan.Requirements)
        {
            var there = walk[needed.Slot];
            if (!needed.IsMetBy(there, body)
                && !(needed.MayBeMissing && !there.IsThere && walk.ItemsKind is JsonTokenType.StartArray or JsonTokenType.StartObject))
            {
                var what = there.Text(body) is { } code
                    ? $"HTTP 200 with {needed.Path} {ErrorText.Sanitize(code, plan.Secrets)}"
                    : $"HTTP 200 without \"{needed.Path}\"";
                return _refusals.BySourceCode(walk, body, what)
                    ?? (there.IsThere && there.Text(body) is not null
                        ? new PageOutcome.Failed(_refusals.Detail(what, walk, body), MayPass: false)
                        : new PageOutcome.Malformed(_refusals.Detail(what, walk, body)));
            }
        }

        // 5. What it brings has the right shape.
        if (!IsItemsKind(walk.ItemsKind))
        {
            var items = Operation.Answer.Items;
            var what = walk.ItemsKind == JsonTokenType.None
                ? $"HTTP 200 without \"{items}\""
                : $"HTTP 200 with {JsonText.NameOf(JsonText.KindOf(walk.ItemsKind))} as \"{items}\"";
            return walk.ItemsText.Text(body) is { } said && ErrorText.IsThrottled(said, Operation.Errors)
                ? new PageOutcome.Throttled($"{what}: {ErrorText.Sanitize(said, plan.Secrets)}")
                : _refusals.BySourceCode(walk, body, what) ?? new PageOutcome.Malformed(_refusals.Detail(what, walk, body));
        }

        // 6. What it says that it has, it brings. Further pages end without a list, whatever the count.
        if (isFirst && walk.ItemsKind is JsonTokenType.None or JsonTokenType.Null && ClaimOf(walk, body) is { } claim)
        {
            return claim;
        }

        if (walk.ThrottledText is { } throttled)
        {
            return ErrorTextAsData(throttled);
        }

        return walk.WrongKinds > 0 && walk.Texts == 0 && !plan.IsPicked ? OtherShape : null;
    }

    private PageOutcome.Malformed? ClaimOf(in AnswerWalk walk, ReadOnlySpan<byte> body)
    {
        foreach (var (path, slot) in plan.Claims)
        {
            if (double.TryParse(walk[slot].Text(body), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0)
            {
                return new($"HTTP 200 that counts {number} in \"{path}\" and has no list in \"{Operation.Answer.Items}\"");
            }
        }

        return null;
    }

    private static PageOutcome.Malformed OtherShape => new("HTTP 200 with items of another shape than the definition says");

    private PageOutcome.Throttled ErrorTextAsData(string text) => new($"HTTP 200 with an error text as data: {ErrorText.Sanitize(text, plan.Secrets)}");

    // Numbered pages are all of one size.
    private int Wanted(int remaining) => limit is { } most && Operation.Paging is { FirstPage: not null } ? most : remaining;

    private bool IsFull(in AnswerWalk walk, int remaining) => limit is not null && walk.Items >= remaining;

    private PageOutcome PageOf(in AnswerWalk walk, ReadOnlySpan<byte> body, int remaining, NextPage? page, bool goesOn)
    {
        var kept = Math.Min(walk.Items, remaining);
        var link = walk[plan.NextLink];
        var cursor = walk[plan.Cursor];
        if (IsNoPointer(link.Kind) || link.Kind == JsonTokenType.Number || IsNoPointer(cursor.Kind))
        {
            return new PageOutcome.Malformed("HTTP 200 with a pointer to the next page that is no text");
        }

        var next = walk.Items == 0 || !goesOn ? null
            : link.Kind != JsonTokenType.False && link.Text(body) is { Length: > 0 } url ? new NextPage(url, null)
            : cursor.Kind != JsonTokenType.False && cursor.Text(body) is { Length: > 0 } value ? new NextPage(null, value)
            : FurtherPages.NextByNumber(Operation, page, walk.Items, Wanted(remaining), walk[plan.LastPage].Text(body));
        var isFull = IsFull(walk, remaining);
        var before = limit is { } most ? most - remaining : 0;
        var total = Count(walk[plan.Total].Text(body)) ?? 0;
        var more = walk.Items > kept || (isFull && next is not null) || ((isFull || next is null) && total > before + (long)walk.Items);
        foreach (var sign in plan.MoreWhen)
        {
            more |= sign.IsMetBy(walk[sign.Slot], body);
        }

        var relations = Operation.KeepsRepeats ? walk.Relations() : Repeats.Merged(walk.Relations());
        var dropped = (walk.Dropped?.Count ?? 0) + walk.WrongKinds;
        return new PageOutcome.Page(relations, kept, dropped, isFull ? null : next, more)
        {
            DroppedValues = walk.Dropped?.Kept ?? [],
            Unwanted = isFull ? next : null,
            Total = Count(walk[plan.OwnCount].Text(body)),
        };
    }

    private PageOutcome NoObject(ReadOnlySpan<byte> text)
    {
        var beginning = ErrorText.Beginning(text);
        if (ErrorText.IsThrottled(beginning, Operation.Errors))
        {
            return new PageOutcome.Throttled($"HTTP 200 with a text in place of an answer: {ErrorText.Sanitize(beginning, plan.Secrets)}");
        }

        var what = text[0] switch
        {
            (byte)'<' => "a web page",
            (byte)'[' => "a list",
            _ => "something",
        };
        return new PageOutcome.Malformed($"HTTP 200 with {what} in place of a JSON object");
    }

    private bool IsItemsKind(JsonTokenType kind) => kind switch
    {
        JsonTokenType.StartArray => Operation.Answer.Kinds.HasFlag(ItemsKinds.Array),
        JsonTokenType.StartObject => Operation.Answer.Kinds.HasFlag(ItemsKinds.Object),
        JsonTokenType.Null => Operation.Answer.Kinds.HasFlag(ItemsKinds.Null),
        JsonTokenType.None => Operation.Answer.Kinds.HasFlag(ItemsKinds.Missing),
        _ => false,
    };

    // "false" says, as null does, that there is no further page.
    private static bool IsNoPointer(JsonTokenType kind) => kind is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.True;

    private static long? Count(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // The reader has no type of its own for this.
    private static bool IsDepth(JsonException error) => error.Message.Contains("depth", StringComparison.Ordinal);
}
