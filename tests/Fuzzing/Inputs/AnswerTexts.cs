using System.Globalization;
using IocExplorer.Messages;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>Answers that an operation could get: of its definition's paths, with values of the kind that it looks for there.</summary>
internal sealed class AnswerTexts(OperationDefinition operation, FuzzRandom random)
{
    private static readonly string[] s_links =
        ["http://127.0.0.1:8080/next?cursor=2", "https://127.0.0.1:8080/next", "http://elsewhere.example/next", "/next?page=2", "?page=2",
            "//elsewhere.example/", "ftp://127.0.0.1/", "javascript:alert(1)", "http://", "http://[", "http://127.0.0.1:8080/\ud800", "\\\\host\\share", ""];

    private static readonly string[] s_names = ["a", "b", "192.0.2.1", "\u00e9", "x y", "0"];
    private readonly JsonPiece _root = new();

    public JsonPiece Make()
    {
        var empty = random.OneIn(12) ? operation.Answer.EmptyWhen : [];
        var more = random.OneIn(4) ? operation.Answer.MoreWhen : [];
        foreach (var needed in operation.Answer.Require.Concat(empty).Concat(more))
        {
            Put(needed.At, () => Scalar(needed.AnyOf));
        }

        foreach (var relation in operation.Relations)
        {
            Put(relation);
        }

        foreach (var tag in operation.Tags.SelectMany(t => t.Paths))
        {
            Put(tag, Any);
        }

        PutItems();
        PutPaging();
        if (random.OneIn(12))
        {
            PutError();
        }

        Fill(_root);
        return _root;
    }

    private void Put(RelationDefinition relation)
    {
        foreach (var condition in relation.Where)
        {
            Put(condition.At, () => condition.AnyOf is { Count: > 0 } && !random.OneIn(4) ? Scalar(condition.AnyOf) : Any());
        }

        var type = relation.Yields.Name();
        Put(relation.Value, () => JsonPiece.Text(relation.Split is { } split && random.OneIn(3)
            ? $"{IocTexts.Of(type, random)}{split}{IocTexts.Of(type, random)}"
            : IocTexts.Of(type, random)));
        foreach (var path in relation.OtherPaths)
        {
            Put(path, () => random.OneIn(3) ? Time() : Any());
        }
    }

    private void PutItems()
    {
        Put(operation.Answer.Items, () => operation.Answer.Kinds.HasFlag(ItemsKinds.Array) ? JsonPiece.List() : JsonPiece.Object());
        foreach (var name in operation.Answer.HasOneOf.Where(_ => random.OneIn(2)))
        {
            Put(_root, [new PathStep.Member(name)], 0, Any);
        }

        foreach (var name in operation.Answer.ItemHasOneOf.Where(_ => random.OneIn(3)))
        {
            Put(_root, [.. operation.Answer.Items.Steps, new PathStep.Each(), new PathStep.Member(name)], 0, Any);
            Put(_root, [.. operation.Answer.Items.Steps, new PathStep.Member(name)], 0, Any);
        }
    }

    private void PutPaging()
    {
        if (operation.Answer.Total is { } total)
        {
            Put(total, Number);
        }

        if (operation.Paging is not { } paging || random.OneIn(3))
        {
            return;
        }

        Put(paging.NextLink, () => JsonPiece.Text(random.Pick(s_links)));
        Put(paging.Cursor, () => random.OneIn(3) ? Number() : JsonPiece.Text(TextMutation.Mutate("c0=", random)));
        Put(paging.Total, Number);
        Put(paging.LastPage, Number);
        Put(paging.LastKey, Any);
    }

    private void PutError()
    {
        var errors = operation.Errors;
        Put(errors.Code, () => errors.Codes.Count > 0 && random.OneIn(2) ? Scalar([.. errors.Codes.Keys]) : Any());
        Put(errors.Marker, Any);
        foreach (var message in errors.Message)
        {
            Put(message, () => JsonPiece.Text(errors.ThrottledTexts.Count > 0 && random.OneIn(2) ? random.Pick(errors.ThrottledTexts) : "something is wrong"));
        }
    }

    private void Put(AnswerPath? path, Func<JsonPiece> leaf)
    {
        if (path is not null && !random.OneIn(10))
        {
            Put(_root, path.Steps, 0, leaf);
        }
    }

    // What stands there already, and is of another kind, stays.
    private void Put(JsonPiece at, IReadOnlyList<PathStep> steps, int step, Func<JsonPiece> leaf)
    {
        var isHole = at is { Members: null, Items: null, Raw: null };
        if (step == steps.Count)
        {
            at.Become(isHole ? leaf() : at);
            return;
        }

        switch (steps[step])
        {
            case PathStep.Member member when isHole || at.Members is not null:
                at.Members ??= [];
                Put(Member(at, member.Name), steps, step + 1, leaf);
                break;
            case PathStep.AnyMember when isHole || at.Members is not null:
                at.Members ??= [.. Enumerable.Range(0, random.Between(1, 3)).Select(n => (s_names[n], new JsonPiece()))];
                at.Members.ForEach(m => Put(m.Value, steps, step + 1, leaf));
                break;
            case PathStep.Each when isHole && random.OneIn(10):
                Put(at, steps, step + 1, leaf);
                break;
            case PathStep.Each when isHole || at.Items is not null:
                at.Items ??= [.. Enumerable.Range(0, random.Below(5)).Select(_ => new JsonPiece())];
                at.Items.ForEach(i => Put(i, steps, step + 1, leaf));
                break;
            case PathStep.Index index when isHole || at.Items is not null:
                at.Items ??= [];
                while (at.Items.Count <= index.Number)
                {
                    at.Items.Add(new());
                }

                Put(at.Items[index.Number], steps, step + 1, leaf);
                break;
            default:
                break;
        }
    }

    private static JsonPiece Member(JsonPiece at, string name)
    {
        if (at.Member(name) is { } there)
        {
            return there;
        }

        at.Members!.Add((name, new()));
        return at.Members[^1].Value;
    }

    private static void Fill(JsonPiece piece)
    {
        if (piece is { Members: null, Items: null, Raw: null })
        {
            piece.Raw = "null";
        }

        piece.Members?.ForEach(m => Fill(m.Value));
        piece.Items?.ForEach(Fill);
    }

    private JsonPiece Scalar(IReadOnlyList<string> from)
    {
        var text = from.Count == 0 ? "true" : random.Pick(from);
        var isBare = text is "true" or "false" || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return isBare && !random.OneIn(6) ? JsonPiece.Bare(text) : JsonPiece.Text(text);
    }

    private JsonPiece Any() => random.Below(6) switch
    {
        0 => Number(),
        1 => Time(),
        2 => JsonPiece.Bare(random.OneIn(2) ? "true" : "false"),
        3 => JsonPiece.Text(random.Pick(["a", "A", "NS", "malicious", "unknown", "url", "ip:port", "quota exceeded", "", "x\ny"])),
        4 => JsonPiece.List(JsonPiece.Text(IocTexts.Any(random)), Number()),
        _ => JsonPiece.Text(IocTexts.Any(random)),
    };

    private JsonPiece Number() => JsonPiece.Bare(random.Below(1000).ToString(CultureInfo.InvariantCulture));

    private JsonPiece Time() => random.Below(5) switch
    {
        0 => JsonPiece.Bare((1_600_000_000L + random.Below(100_000_000)).ToString(CultureInfo.InvariantCulture)),
        1 => JsonPiece.Bare((1_600_000_000_000L + random.Below(100_000_000)).ToString(CultureInfo.InvariantCulture)),
        2 => JsonPiece.Text("2026-01-02 03:04:05 UTC"),
        3 => JsonPiece.Text("2026-01-02"),
        _ => JsonPiece.Text("2026-01-02T03:04:05.678Z"),
    };
}
