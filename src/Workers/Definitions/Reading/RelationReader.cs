using System.Text.Json;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads the relations of an operation.</summary>
internal sealed class RelationReader(DefinitionErrors errors, PartReader parts)
{
    // With the limits of AnswerDefinitionReader no object of an answer has more than the 64 members that AnswerNode can tell apart.
    private const int MostRelations = 24;

    private static readonly Dictionary<string, ValuePart> Parts = new(StringComparer.Ordinal)
    {
        ["beforePort"] = ValuePart.BeforePort,
        ["host"] = ValuePart.Host,
        ["lastWord"] = ValuePart.LastWord,
    };

    /// <param name="answer">Where it has its items; null after an error.</param>
    /// <param name="mayBeNone">There is something else that an answer can give.</param>
    public List<RelationDefinition> Read(ObjectReader operation, AnswerDefinition? answer, bool mayBeNone)
    {
        var places = mayBeNone && !operation.Has("relations") ? [] : operation.NeedList("relations");
        var relations = new List<RelationDefinition>();
        foreach (var place in places)
        {
            var relation = ReadOne(place, answer);
            if (relation.Label.Length > 0 && relations.Any(r => r.Label == relation.Label && r.Yields == relation.Yields && r.Value == relation.Value))
            {
                errors.Add(place, $"there is a relation \"{relation.Label}\" of this type already");
            }

            relations.Add(relation);
        }

        if (places.Count > MostRelations)
        {
            errors.Add(places[MostRelations], $"is more than the {MostRelations} relations that one operation can have");
        }

        return relations;
    }

    private RelationDefinition ReadOne(PositionedJson place, AnswerDefinition? answer)
    {
        var before = parts.Paths.Count;
        var relation = new ObjectReader(place, errors);
        var label = relation.NeedText("label").Trim();
        var type = relation.Find("type") is { } byText ? ReadType(byText) : null;
        var yields = ReadYields(relation, place, type);
        var path = ReadValuePath(relation, answer);
        var read = new RelationDefinition(
            label,
            yields.Count > 0 ? yields[0] : IocType.Domain,
            path ?? OperationReader.NoPath,
            relation.Find("split") is { } separator ? ReadSplit(relation, separator) : null)
        {
            OrYields = [.. yields.Skip(1)],
            Type = type,
            Part = relation.FindOneOf("part", "part of a text", Parts) ?? ValuePart.Whole,
            Template = relation.Find("template") is { } template ? ReadTemplate(relation, template) : null,
            Where = parts.Conditions.Read(relation, "where"),
            Seen = relation.Find("seen") is { } seen ? ReadSeen(seen) : SeenDefinition.None,
            Aliases = parts.PathList(relation, "aliases"),
            Most = relation.FindNumber("most", 1, 1_000_000),
            Tags = parts.Tags.Read(relation),
        };
        relation.RefuseOthers();
        if (path is not null && answer is not null)
        {
            PathCheck.CheckAround(path, parts.Paths.Skip(before), answer, errors);
        }

        return read;
    }

    private List<IocType> ReadYields(ObjectReader relation, PositionedJson place, TypeByText? type)
    {
        if (relation.Has("type"))
        {
            if (relation.Find("yields") is { } both)
            {
                errors.Add(both, "stands beside \"type\": leave one of them out");
            }

            return [.. (type?.Types.Values ?? []).Distinct()];
        }

        if (!relation.Has("yields") && place.Kind == JsonValueKind.Object)
        {
            errors.Add(place, "lacks \"yields\"");
            return [];
        }

        return [.. relation.NeedList("yields").Select(t => relation.OneOf(t, "IOC type", OperationReader.Types)).OfType<IocType>().Distinct()];
    }

    private TypeByText? ReadType(PositionedJson value)
    {
        var reader = new ObjectReader(value, errors);
        var at = parts.NeedPath(reader, "at");
        var types = new Dictionary<string, IocType>(StringComparer.Ordinal);
        foreach (var (word, named) in reader.Need("is")?.Members ?? [])
        {
            if (reader.OneOf(named, "IOC type", OperationReader.Types) is { } type)
            {
                types[word] = type;
            }
        }

        if (reader.Find("is") is { } map && map.Members.Count == 0)
        {
            errors.Add(map, "must be an object of the source's words and our types: { \"ip:port\": \"ip_address\" }");
        }

        reader.RefuseOthers();
        return at is null || types.Count == 0 ? null : new(at, types);
    }

    private AnswerPath? ReadValuePath(ObjectReader relation, AnswerDefinition? answer)
    {
        var path = parts.NeedPath(relation, "value");
        if (path is not null && answer is not null && !path.BeginsWith(answer.Items))
        {
            errors.Add(relation.Find("value")!, $"must begin with \"{answer.Items}\", where the answer has its items");
        }

        return path;
    }

    private char? ReadSplit(ObjectReader relation, PositionedJson value)
    {
        if (value is { Kind: JsonValueKind.String, Text: "\n" or "\t" or " " })
        {
            return value.Text[0];
        }

        if (relation.Text(value) is { Length: 1 } text)
        {
            return text[0];
        }

        errors.Add(value, "must be one character");
        return null;
    }

    private string? ReadTemplate(ObjectReader relation, PositionedJson value)
    {
        var text = relation.Text(value);
        if (text is not null && !text.Contains(TagDefinition.Mark, StringComparison.Ordinal))
        {
            errors.Add(value, "must hold {}, where the value goes");
        }

        return text;
    }

    private SeenDefinition ReadSeen(PositionedJson value)
    {
        var reader = new ObjectReader(value, errors);
        var seen = new SeenDefinition(parts.PathList(reader, "first"), parts.PathList(reader, "last"));
        reader.RefuseOthers();
        if (value.Kind == JsonValueKind.Object && seen.IsNone)
        {
            errors.Add(value, "must say where \"first\" or \"last\" stands");
        }

        return seen;
    }
}
