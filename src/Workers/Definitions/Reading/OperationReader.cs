using System.Text.Json;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;
using IocExplorer.Workers.Definitions.Requests;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads one operation and checks what its parts say about one another.</summary>
internal sealed class OperationReader(DefinitionErrors errors, PartReader parts, OperationDefaults defaults)
{
    public static readonly IReadOnlyDictionary<string, IocType> Types =
        Enum.GetValues<IocType>().ToDictionary(t => t.Name(), StringComparer.Ordinal);

    public static readonly AnswerPath NoPath = PartReader.Known("data");

    private static readonly Dictionary<string, bool> Methods = new(StringComparer.Ordinal) { ["GET"] = false, ["POST"] = true };

    private readonly RelationReader _relations = new(errors, parts);
    private readonly BodyReader _bodies = new(errors, parts);
    private readonly KindReader _kinds = new(errors);

    public OperationDefinition Read(PositionedJson value)
    {
        var before = parts.Paths.Count;
        var operation = new ObjectReader(value, errors);
        var name = parts.Name(operation, "name", "operation");
        var accepts = operation.NeedList("accepts").Select(t => operation.OneOf(t, "IOC type", Types)).OfType<IocType>().Distinct().ToList();
        var baseUrl = operation.Has("baseUrl") ? parts.BaseUrl(operation) : defaults.BaseUrl;
        var kinds = _kinds.Read(operation, accepts);
        var query = parts.Fields(operation, "query");
        var form = _bodies.Form(operation);
        var json = _bodies.Json(operation);
        var isPost = ReadMethod(operation, form, json);
        var path = ReadPath(operation, [.. query.Select(q => q.Value), .. form.Select(f => f.Value), json ?? ""]);
        var headers = operation.Has("headers") ? parts.Headers(operation) : defaults.Headers;
        var needsKey = operation.FindBool("needsKey", defaults.Key is not null);
        if (needsKey && defaults.Key is null)
        {
            errors.Add(operation.Find("needsKey") ?? value, "needs a key, but the source does not say how it is sent (\"key\")");
        }

        var limit = operation.Find("limit") is not { } ownLimit ? defaults.Limit
            : ownLimit.Kind == JsonValueKind.Null ? null : parts.Limit(ownLimit);
        var paging = operation.Find("paging") is not { } ownPaging ? defaults.Paging
            : ownPaging.Kind == JsonValueKind.Null ? null : parts.Paging(ownPaging);
        var answer = operation.Find("answer") is { } ownAnswer ? parts.Answers.Read(ownAnswer) : defaults.Answer;
        if (answer is null && !operation.Has("answer"))
        {
            errors.Add(value, "lacks \"answer\", and the source has none for all operations");
        }

        var meanings = operation.Find("errors") is { } ownErrors ? parts.Errors.Read(ownErrors) : defaults.Errors;
        var emptyStatuses = operation.Has("emptyStatuses") ? parts.Errors.ReadEmptyStatuses(operation) : defaults.EmptyStatuses;
        var tags = parts.Tags.Read(operation);
        var relations = _relations.Read(operation, answer, mayBeNone: tags.Count > 0);
        CheckParameters(operation.Find("query") ?? value, query, needsKey ? defaults.Key : null, limit, paging);
        CheckKey(operation.Find("path") ?? value, path, needsKey ? defaults.Key : null, form, json);
        var read = new OperationDefinition
        {
            Name = name,
            Accepts = accepts,
            Kinds = kinds,
            IsPost = isPost,
            Form = form,
            Json = json,
            BaseUrl = baseUrl,
            Path = path,
            Query = query,
            Headers = headers,
            NeedsKey = needsKey,
            Limit = limit,
            Paging = paging,
            Answer = answer ?? new(NoPath, ItemsKinds.Array, [], []),
            Errors = meanings,
            EmptyStatuses = emptyStatuses,
            EmptyPages = defaults.EmptyPages,
            Relations = relations,
            Tags = tags,
            KeepsSelf = operation.FindBool("keepsSelf", otherwise: false),
            KeepsRepeats = operation.FindBool("keepsRepeats", otherwise: false),
            OnByDefault = operation.FindBool("onByDefault", otherwise: true),
            Pause = operation.Find("quota") is { } limits ? parts.Pause(limits) : TimeSpan.Zero,
        };
        operation.RefuseOthers();
        PathCheck.CheckItems(parts.Paths.Skip(before), answer, errors);
        return read;
    }

    private bool ReadMethod(ObjectReader operation, IReadOnlyList<KeyValuePair<string, string>> form, string? json)
    {
        var isPost = operation.FindOneOf("method", "method", Methods) == true;
        if (!isPost && (operation.Find("form") ?? operation.Find("json")) is { } body)
        {
            errors.Add(body, "is only sent with \"method\": \"POST\"");
        }

        if (form.Count > 0 && json is not null)
        {
            errors.Add(operation.Find("json")!, "stands beside \"form\": leave one of them out");
        }

        return isPost;
    }

    private string ReadPath(ObjectReader operation, IReadOnlyList<string> elsewhere)
    {
        if (operation.Need("path") is not { } value || operation.Text(value) is not { } path)
        {
            return "/";
        }

        var wrong = path[0] != '/' ? "must begin with \"/\"; the host belongs into \"baseUrl\""
            : path.AsSpan().IndexOfAny('?', '#') >= 0 ? "must not hold \"?\" or \"#\"; parameters belong into \"query\""
            : path.Contains(' ', StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal) ? "must not hold spaces or backslashes"
            : path.Split('/').Any(s => s is "." or "..") ? "must not hold \".\" or \"..\" as a step"
            : Placeholder.Error(path)
            ?? (!Placeholder.IsIn(path) && !elsewhere.Any(Placeholder.IsIn) ? "says nowhere what is asked about: write {value} here or in \"query\"" : null);
        if (wrong is not null)
        {
            errors.Add(value, wrong);
        }

        return path;
    }

    private void CheckKey(PositionedJson place, string path, KeyRequirement? key, IReadOnlyList<KeyValuePair<string, string>> form, string? json)
    {
        var wrong = path.Contains(Placeholder.KeyMark, StringComparison.Ordinal) != (key?.Place == KeyLocation.Path)
                ? "must have {key} exactly when \"key\" says that it goes into the path"
            : key?.Place == KeyLocation.Form && form.Count == 0 ? "posts no \"form\" that could take the key"
            : key?.Place == KeyLocation.Json && (json is null || json[0] != '{') ? "posts no \"json\" object that could take the key"
            : null;
        if (wrong is not null)
        {
            errors.Add(place, wrong);
        }
    }

    private void CheckParameters(
        PositionedJson place,
        IReadOnlyList<KeyValuePair<string, string>> query,
        KeyRequirement? key,
        LimitDefinition? limit,
        PagingDefinition? paging)
    {
        var names = query.Select(q => q.Key).Append(limit?.Parameter).Append(paging?.CursorParameter).Append(key?.Place == KeyLocation.Query ? key.Name : null);
        foreach (var twice in names.OfType<string>().GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            errors.Add(place, $"the query parameter \"{twice.Key}\" would be sent twice");
        }
    }
}
