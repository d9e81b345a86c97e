using System.Text.Json;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>
/// Picks relations and tags out of one page where that takes a look at what stands around a value. What <see cref="AnswerWalk"/> can take in passing is left
/// to it: this is several times slower, and only needed for definitions that ask for more.
/// </summary>
internal sealed class AnswerPicker(AnswerPlan plan, Ioc asked, int remaining)
{
    private const int MostValueLength = 4096;
    private const int MostTags = 2000;

    private readonly List<Relation> _relations = [];
    private readonly Dictionary<(string Label, Ioc Target), int> _places = [];
    private readonly List<AnswerTag> _tags = [];
    private readonly HashSet<AnswerTag> _knownTags = [];
    private readonly int _itemsAt = plan.Operation.Answer.Items.Steps.Count;
    private int _kept;

    public IReadOnlyList<Relation> Relations => _relations;

    public IReadOnlyList<AnswerTag> Tags => _tags;

    /// <inheritdoc cref="AnswerWalk.Dropped"/>
    public DroppedValues? Dropped { get; private set; }

    /// <inheritdoc cref="AnswerWalk.WrongKinds"/>
    public int WrongKinds { get; private set; }

    /// <inheritdoc cref="AnswerWalk.Texts"/>
    public int Texts { get; private set; }

    /// <inheritdoc cref="AnswerWalk.ThrottledText"/>
    public string? ThrottledText { get; private set; }

    /// <summary>A relation has more values than are kept.</summary>
    public bool HasMore { get; private set; }

    /// <returns>
    /// False at a member whose name is no valid Unicode, half of a surrogate pair: the walk reads over it, and what was picked so far is good.
    /// </returns>
    public bool TryPick(AnswerValue root)
    {
        try
        {
            foreach (var relation in plan.Relations)
            {
                _kept = 0;
                Follow(relation, [root], 0);
            }

            foreach (var tag in plan.Tags)
            {
                Add(tag.Of([root], asked, asked));
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void Follow(BoundRelation relation, List<AnswerValue> way, int at)
    {
        var steps = relation.Definition.Value.Steps;
        var here = way[^1];
        if (at == steps.Count)
        {
            Take(relation, way, steps.Count > 0 && steps[^1].Optional);
            return;
        }

        var step = steps[at];
        if (!CanGoOn(here, step, at == relation.ItemStep))
        {
            // Until the items it was for the walk to judge.
            var isAbsent = !JsonText.IsThere(here);
            WrongKinds += at <= _itemsAt || (isAbsent && steps[at - 1].Optional) ? 0 : 1;
            return;
        }

        // An object where items may be objects is its own only item.
        var isOnlyItem = at == relation.ItemStep && here.ValueKind == JsonValueKind.Object;
        var next = isOnlyItem ? (here.Count > 0 ? [here] : []) : PathSteps.Next(here, step);
        var count = 0;
        foreach (var found in at == relation.ItemStep ? next.Take(remaining) : next)
        {
            count++;
            way.Add(found);
            Follow(relation, way, at + 1);
            way.RemoveAt(way.Count - 1);
        }

        WrongKinds += count == 0 && at >= _itemsAt && !step.Optional && step is (PathStep.Member or PathStep.Index) ? 1 : 0;
    }

    private bool CanGoOn(AnswerValue here, PathStep step, bool isItemStep) => step switch
    {
        PathStep.Member => here.ValueKind == JsonValueKind.Object || IsEmptyList(here),
        PathStep.Index index => here.ValueKind == JsonValueKind.Array || (index.Number == 0 && JsonText.Of(here) is not null),
        PathStep.AnyMember => here.ValueKind == JsonValueKind.Object || IsEmptyList(here),
        _ => here.ValueKind == JsonValueKind.Array
            || JsonText.Of(here) is not null
            || (isItemStep && here.ValueKind == JsonValueKind.Object && plan.Operation.Answer.Kinds.HasFlag(ItemsKinds.Object)),
    };

    // Some servers write an empty object as an empty list.
    private static bool IsEmptyList(AnswerValue value) => value is { ValueKind: JsonValueKind.Array, Count: 0 };

    private void Take(BoundRelation relation, List<AnswerValue> way, bool isOptional)
    {
        var value = way[^1];
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.Content.Take(way.Count - 1 == _itemsAt ? remaining : int.MaxValue))
            {
                way.Add(item);
                Take(relation, way, isOptional);
                way.RemoveAt(way.Count - 1);
            }

            return;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            WrongKinds += value.ValueKind == JsonValueKind.Null && isOptional ? 0 : 1;
            return;
        }

        Texts++;
        if (!relation.Holds(way, asked))
        {
            return;
        }

        var text = JsonText.Of(value) ?? "";
        foreach (var part in ValueParts.Split(text, relation.Definition.Split))
        {
            Take(relation, way, part);
        }
    }

    private void Take(BoundRelation relation, List<AnswerValue> way, string text)
    {
        var types = relation.TypesOf(way);
        if (types.Count == 0)
        {
            return;
        }

        Ioc target = default;
        var reason = AnswerWalk.TooLong;
        if (text.Length > MostValueLength
            || !TryParse(types, ValueParts.Of(text, relation.Definition.Part), relation.Definition.Template, out target, out reason))
        {
            (Dropped ??= new(plan.Secrets)).Add(text, relation.Definition.Label, reason);
            ThrottledText ??= text.Length <= MostValueLength && ErrorText.IsThrottled(text, plan.Operation.Errors) ? text : null;
            return;
        }

        if (target.Type == IocType.File && relation.Definition.Aliases.Count > 0)
        {
            // A file has several hashes and is one IOC, which goes by the strongest.
            var aliases = relation.AliasesOf(way).Select(text => IocParser.TryParse(IocType.File, text, out var alias, out _) ? alias : default);
            List<Ioc> file = [target, .. aliases.Where(alias => alias != default)];
            target = !plan.Operation.KeepsSelf && file.Contains(asked) ? asked : file.OrderByDescending(hash => hash.HashKind).First();
        }

        if (target == asked && !plan.Operation.KeepsSelf)
        {
            AddTags(relation, way, asked);
            return;
        }

        Add(relation, way, target);
    }

    private bool TryParse(IReadOnlyList<IocType> types, string text, string? template, out Ioc target, out string reason)
    {
        text = ValueParts.Fill(template, asked, text);
        reason = "";
        foreach (var type in types)
        {
            if (IocParser.TryParse(type, text, out target, out reason))
            {
                return true;
            }
        }

        target = default;
        return false;
    }

    private void Add(BoundRelation relation, List<AnswerValue> way, Ioc target)
    {
        var label = relation.Definition.Label;
        var seen = relation.SeenOf(way);
        if (!plan.Operation.KeepsRepeats && _places.TryGetValue((label, target), out var at))
        {
            _relations[at] = _relations[at] with { Seen = _relations[at].Seen.MergedWith(seen) };
        }
        else if (relation.Definition.Most is { } most && _kept >= most)
        {
            HasMore = true;
            return;
        }
        else
        {
            _kept++;
            _ = _places.TryAdd((label, target), _relations.Count);
            _relations.Add(new(label, target) { Seen = seen });
        }

        AddTags(relation, way, target);
    }

    private void AddTags(BoundRelation relation, List<AnswerValue> way, Ioc about)
    {
        foreach (var tag in relation.Tags)
        {
            Add(tag.Of(way, about, asked));
        }
    }

    private void Add(IEnumerable<AnswerTag> tags)
    {
        foreach (var tag in tags)
        {
            if (_tags.Count < MostTags && tag.Name.Length > 0 && _knownTags.Add(tag))
            {
                _tags.Add(tag);
            }
        }
    }
}
