using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>A relation's definition with everything that stands around its values seen from them.</summary>
internal sealed class BoundRelation
{
    private readonly BoundCondition[] _where;
    private readonly BoundPath[] _first;
    private readonly BoundPath[] _last;
    private readonly BoundPath[] _aliases;
    private readonly BoundPath? _type;

    public BoundRelation(RelationDefinition definition, AnswerPath items)
    {
        Definition = definition;
        ItemStep = definition.Value.Steps.Count > items.Steps.Count
            && definition.Value.BeginsWith(items)
            && definition.Value.Steps[items.Steps.Count] is PathStep.Each
            ? items.Steps.Count
            : -1;
        _where = BoundCondition.All(definition.Where, definition.Value);
        _first = [.. definition.Seen.First.Select(Bind)];
        _last = [.. definition.Seen.Last.Select(Bind)];
        _aliases = [.. definition.Aliases.Select(Bind)];
        _type = definition.Type is { } type ? Bind(type.At) : null;
        Tags = BoundTag.All(definition.Tags, definition.Value);
    }

    public RelationDefinition Definition { get; }

    /// <summary>Which step of the way to a value chooses the item; -1 when the answer is its own only item.</summary>
    public int ItemStep { get; }

    public IReadOnlyList<BoundTag> Tags { get; }

    public bool Holds(IReadOnlyList<AnswerValue> way, Ioc asked) => Array.TrueForAll(_where, w => w.IsMet(way, asked));

    public Seen SeenOf(IReadOnlyList<AnswerValue> way) => new(Time(_first, way), Time(_last, way));

    public IEnumerable<string> AliasesOf(IReadOnlyList<AnswerValue> way) => _aliases.SelectMany(a => a.AllFrom(way)).Select(JsonText.Of).OfType<string>();

    /// <summary>What the value may be, the likeliest first; nothing when its type is none of ours.</summary>
    public IReadOnlyList<IocType> TypesOf(IReadOnlyList<AnswerValue> way)
    {
        if (_type is not { } path)
        {
            return [Definition.Yields, .. Definition.OrYields];
        }

        var word = JsonText.Of(path.First(way)) ?? "";
        return [.. Definition.Type!.Types.Where(t => t.Key.Equals(word, StringComparison.OrdinalIgnoreCase)).Select(t => t.Value).Take(1)];
    }

    private BoundPath Bind(AnswerPath path) => BoundPath.Of(path, Definition.Value);

    private static long Time(BoundPath[] places, IReadOnlyList<AnswerValue> way) =>
        places.Select(place => TimeText.Seconds(place.First(way))).FirstOrDefault(seconds => seconds > 0);
}
