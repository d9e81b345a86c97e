using System.Collections.Frozen;
using System.Text.Json;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Definitions;

/// <summary>Reads one operation and checks what its parts say about one another.</summary>
internal sealed class OperationReader(MistakeList mistakes, PartReader parts, OperationDefaults defaults)
{
    // With the limits of PartReader no object of an answer has more than the 64 members that AnswerNode can tell apart.
    private const int MostRelations = 24;

    private static readonly FrozenDictionary<string, IocType> Types =
        Enum.GetValues<IocType>().ToFrozenDictionary(t => t.Name(), StringComparer.Ordinal);

    private static readonly AnswerPath NoPath = PartReader.Known("data");

    public OperationDefinition Read(PlacedJson value)
    {
        var operation = new ObjectReader(value, mistakes);
        var name = parts.Name(operation, "name", "operation");
        var accepts = operation.NeedList("accepts").Select(t => operation.OneOf(t, "IOC type", Types)).OfType<IocType>().Distinct().ToList();
        var baseUrl = operation.Has("baseUrl") ? parts.BaseUrl(operation) : defaults.BaseUrl;
        var query = parts.Query(operation);
        var path = ReadPath(operation, query);
        var headers = operation.Has("headers") ? parts.Headers(operation) : defaults.Headers;
        var needsKey = operation.FindBool("needsKey", defaults.Key is not null);
        if (needsKey && defaults.Key is null)
        {
            mistakes.Add(operation.Find("needsKey") ?? value, "needs a key, but the source does not say how it is sent (\"key\")");
        }

        var limit = operation.Find("limit") is not { } ownLimit ? defaults.Limit
            : ownLimit.Kind == JsonValueKind.Null ? null : parts.Limit(ownLimit);
        var paging = operation.Find("paging") is not { } ownPaging ? defaults.Paging
            : ownPaging.Kind == JsonValueKind.Null ? null : parts.Paging(ownPaging);
        var answer = operation.Find("answer") is { } ownAnswer ? parts.Answer(ownAnswer) : defaults.Answer;
        if (answer is null && !operation.Has("answer"))
        {
            mistakes.Add(value, "lacks \"answer\", and the source has none for all operations");
        }

        var errors = operation.Find("errors") is { } ownErrors ? parts.Errors(ownErrors) : defaults.Errors;
        var emptyStatuses = operation.Has("emptyStatuses") ? parts.EmptyStatuses(operation) : defaults.EmptyStatuses;
        var relations = ReadRelations(operation, answer);
        CheckParameters(operation.Find("query") ?? value, query, needsKey ? defaults.Key : null, limit, paging);
        operation.RefuseOthers();
        return new()
        {
            Name = name,
            Accepts = accepts,
            BaseUrl = baseUrl,
            Path = path,
            Query = query,
            Headers = headers,
            NeedsKey = needsKey,
            Limit = limit,
            Paging = paging,
            Answer = answer ?? new(NoPath, ItemsKinds.Array, [], []),
            Errors = errors,
            EmptyStatuses = emptyStatuses,
            Relations = relations,
        };
    }

    private string ReadPath(ObjectReader operation, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        if (operation.Need("path") is not { } value || operation.Text(value) is not { } path)
        {
            return "/";
        }

        var wrong = path[0] != '/' ? "must begin with \"/\"; the host belongs into \"baseUrl\""
            : path.AsSpan().IndexOfAny('?', '#') >= 0 ? "must not hold \"?\" or \"#\"; parameters belong into \"query\""
            : path.Contains(' ', StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal) ? "must not hold spaces or backslashes"
            : path.Split('/').Any(s => s is "." or "..") ? "must not hold \".\" or \"..\" as a step"
            : ValuePlace.Mistake(path)
            ?? (!ValuePlace.IsIn(path) && !query.Any(q => ValuePlace.IsIn(q.Value)) ? "says nowhere what is asked about: write {value} here or in \"query\"" : null);
        if (wrong is not null)
        {
            mistakes.Add(value, wrong);
        }

        return path;
    }

    private List<RelationDefinition> ReadRelations(ObjectReader operation, AnswerDefinition? answer)
    {
        var places = operation.NeedList("relations");
        var relations = new List<RelationDefinition>();
        foreach (var place in places)
        {
            var relation = new ObjectReader(place, mistakes);
            var label = relation.NeedText("label").Trim();
            var yields = relation.Need("yields") is { } type ? relation.OneOf(type, "IOC type", Types) : null;
            var path = relation.Need("value") is { } value ? ReadValuePath(relation, value, answer) : null;
            var split = relation.Find("split") is { } separator ? ReadSplit(relation, separator) : null;
            relation.RefuseOthers();
            if (label.Length > 0 && relations.Any(r => r.Label == label && r.Yields == yields))
            {
                mistakes.Add(place, $"there is a relation \"{label}\" of this type already");
            }

            relations.Add(new(label, yields ?? IocType.Domain, path ?? NoPath, split));
        }

        if (places.Count > MostRelations)
        {
            mistakes.Add(places[MostRelations], $"is more than the {MostRelations} relations that one operation can have");
        }

        return relations;
    }

    private AnswerPath? ReadValuePath(ObjectReader relation, PlacedJson value, AnswerDefinition? answer)
    {
        var path = parts.Path(relation, value);
        if (path is not null && answer is not null && !BeginsWith(path, answer.Items))
        {
            mistakes.Add(value, $"must begin with \"{answer.Items}\", where the answer has its items");
        }

        return path;
    }

    private static bool BeginsWith(AnswerPath path, AnswerPath items) =>
        path.Steps.Count >= items.Steps.Count
        && path.Steps.Zip(items.Steps).All(s => s.First with { Optional = false } == s.Second with { Optional = false });

    private char? ReadSplit(ObjectReader relation, PlacedJson value)
    {
        if (relation.Text(value) is { Length: 1 } text)
        {
            return text[0];
        }

        mistakes.Add(value, "must be one character");
        return null;
    }

    private void CheckParameters(
        PlacedJson place,
        IReadOnlyList<KeyValuePair<string, string>> query,
        KeyPlacement? key,
        LimitDefinition? limit,
        PagingDefinition? paging)
    {
        var names = query.Select(q => q.Key).Append(limit?.Parameter).Append(paging?.CursorParameter).Append(key?.Place == KeyPlace.Query ? key.Name : null);
        foreach (var twice in names.OfType<string>().GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            mistakes.Add(place, $"the query parameter \"{twice.Key}\" would be sent twice");
        }
    }
}
