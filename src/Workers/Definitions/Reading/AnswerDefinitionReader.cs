using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads what a body must look like to be an answer.</summary>
internal sealed class AnswerDefinitionReader(DefinitionErrors errors, PartReader parts)
{
    private const int MostItemNames = 20;
    private const int MostRequirements = 8;
    private const int MostCounts = 4;

    private static readonly Dictionary<string, ItemsKinds> Kinds = new(StringComparer.Ordinal)
    {
        ["array"] = ItemsKinds.Array,
        ["object"] = ItemsKinds.Object,
        ["null"] = ItemsKinds.Null,
        ["missing"] = ItemsKinds.Missing,
    };

    private static readonly Dictionary<string, AnswerFormat> Formats = new(StringComparer.Ordinal)
    {
        ["json"] = AnswerFormat.Json,
        ["ndjson"] = AnswerFormat.JsonLines,
    };

    public AnswerDefinition? Read(PositionedJson value)
    {
        var reader = new ObjectReader(value, errors);
        var items = reader.Need("items") is not null ? parts.SinglePath(reader, "items") : null;
        var kinds = reader.Has("kinds")
            ? reader.NeedList("kinds").Aggregate(ItemsKinds.None, (all, k) => all | (reader.OneOf(k, "kind of items", Kinds) ?? ItemsKinds.None))
            : ItemsKinds.Array;
        var require = All(reader, "require", Requirement);
        var itemHasOneOf = reader.FindTexts("itemHasOneOf", MostItemNames);
        var answer = new AnswerDefinition(items ?? OperationReader.NoPath, kinds, require, itemHasOneOf)
        {
            Format = reader.FindOneOf("format", "format", Formats) ?? AnswerFormat.Json,
            HasOneOf = reader.FindTexts("hasOneOf", MostItemNames),
            EmptyWhen = All(reader, "emptyWhen", Sign),
            MoreWhen = All(reader, "moreWhen", Sign),
            Total = parts.SinglePath(reader, "total"),
            Counts = parts.SinglePaths(reader, "counts", MostCounts),
        };
        reader.RefuseOthers();
        return items is null ? null : answer;
    }

    private static IReadOnlyList<AnswerRequirement> All(ObjectReader reader, string name, Func<PositionedJson, AnswerRequirement?> read) =>
        [.. reader.FindList(name, MostRequirements).Select(read).OfType<AnswerRequirement>()];

    private AnswerRequirement? Requirement(PositionedJson value) => Read(value, (reader, at) =>
        new(at, reader.NeedCodes("equals")) { MayBeMissing = reader.FindBool("mayBeMissing", otherwise: false) });

    // What need not be there: a value, part of a text, or anything at all.
    private AnswerRequirement? Sign(PositionedJson value) => Read(value, (reader, at) =>
    {
        var asPart = reader.Has("contains");
        return new(at, asPart || reader.Has("equals") ? reader.NeedCodes(asPart ? "contains" : "equals") : []) { AsPart = asPart };
    });

    private AnswerRequirement? Read(PositionedJson value, Func<ObjectReader, AnswerPath, AnswerRequirement> read)
    {
        var reader = new ObjectReader(value, errors);
        reader.Need("at");
        var at = parts.SinglePath(reader, "at");
        var requirement = read(reader, at ?? OperationReader.NoPath);
        reader.RefuseOthers();
        return at is null ? null : requirement;
    }
}
