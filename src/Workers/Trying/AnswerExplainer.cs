using System.Text.Json;
using IocExplorer.Workers.Definitions.Answers;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Workers.Trying;

/// <summary>Follows every path of an operation through an answer and notes where it ends too early.</summary>
/// <param name="apiKey">Is shown nowhere; null without.</param>
internal sealed class AnswerExplainer(OperationDefinition operation, Ioc asked, int wanted, string? apiKey)
{
    private readonly AnswerDefinition _answer = operation.Answer;
    private readonly int _itemsAt = operation.Answer.Items.Steps.Count;
    private readonly List<OtherShape> _shapes = [];
    private readonly HashSet<string> _placesOfShapes = new(StringComparer.Ordinal);
    private readonly List<PositionedDroppedValue> _dropped = [];
    private readonly List<string> _unmatched = [];
    private bool _isMatched;

    public AnswerExplanation Explanation => new(_shapes, _dropped, [.. _unmatched.Distinct()]);

    public void Explain(AnswerValue root)
    {
        ExplainItems(root);
        foreach (var relation in operation.Relations)
        {
            var bound = new BoundRelation(relation, _answer.Items);
            ExplainPath(root, relation.Value, isNeeded: true, (way, place) => ExplainValue(bound, way, place));
            foreach (var time in relation.Seen.First.Concat(relation.Seen.Last))
            {
                ExplainPath(root, time, isNeeded: false, ExplainTime);
            }

            foreach (var path in relation.OtherPaths)
            {
                ExplainPath(root, path, isNeeded: false);
            }
        }

        foreach (var path in operation.Tags.SelectMany(t => t.Paths))
        {
            ExplainPath(root, path, isNeeded: false);
        }
    }

    private void ExplainItems(AnswerValue root)
    {
        if (_answer.ItemHasOneOf.Count == 0)
        {
            return;
        }

        // Only with the names of which each has one is it known what an item is.
        var each = PartReader.Known(_itemsAt == 0 ? "$[*]" : $"{_answer.Items}[*]");
        _ = Follow([root], "$", each, 0, isNeeded: false, (way, place) =>
        {
            if (way[^1].ValueKind == JsonValueKind.Object && !_answer.ItemHasOneOf.Any(n => way[^1].TryGetMember(n, out _)))
            {
                AddShape(place, "an object with none of them", $"one of {string.Join(", ", _answer.ItemHasOneOf)}");
            }
        });
    }

    private void ExplainPath(AnswerValue root, AnswerPath path, bool isNeeded, Action<List<AnswerValue>, string>? reached = null)
    {
        _isMatched = false;
        var applies = Follow([root], "$", path, 0, isNeeded, reached);
        if (applies && !_isMatched)
        {
            _unmatched.Add(path.Text);
        }
    }

    /// <returns>False when the path is for another form of the items than this answer has.</returns>
    private bool Follow(List<AnswerValue> way, string place, AnswerPath path, int at, bool isNeeded, Action<List<AnswerValue>, string>? reached)
    {
        var here = way[^1];
        if (at == path.Steps.Count)
        {
            _isMatched |= JsonText.IsThere(here);
            reached?.Invoke(way, place);
            return true;
        }

        var step = path.Steps[at];
        var isItemStep = at == _itemsAt && path.BeginsWith(_answer.Items);
        if (isItemStep && !isNeeded && IsOfOtherForm(step, here))
        {
            return false;
        }

        var next = NextOf(here, place, step, isItemStep).ToList();
        if (next.Count == 0)
        {
            NoteEnd(here, place, step, isNeeded && !step.Optional && at >= _itemsAt, isAbsentAllowed: at > 0 && path.Steps[at - 1].Optional);
        }

        foreach (var (value, there) in isItemStep ? next.Take(wanted) : next)
        {
            way.Add(value);
            _ = Follow(way, there, path, at + 1, isNeeded, reached);
            way.RemoveAt(way.Count - 1);
        }

        return true;
    }

    private bool IsOfOtherForm(PathStep step, AnswerValue items) =>
        _answer.Kinds.HasFlag(ItemsKinds.Array | ItemsKinds.Object)
        && items.ValueKind is JsonValueKind.Array or JsonValueKind.Object
        && (step is PathStep.Each or PathStep.Index) != (items.ValueKind == JsonValueKind.Array);

    private IEnumerable<(AnswerValue Value, string Place)> NextOf(AnswerValue here, string place, PathStep step, bool isItemStep) => step switch
    {
        PathStep.Each when isItemStep && here.ValueKind == JsonValueKind.Object && _answer.Kinds.HasFlag(ItemsKinds.Object) => [(here, place)],
        PathStep.Each when here.ValueKind == JsonValueKind.Array => here.Content.Select((item, i) => (item, At(place, i))),
        PathStep.AnyMember when here.ValueKind == JsonValueKind.Object => here.Content.Select(m => (m, Below(place, m.Name))),
        PathStep.Member member => PathSteps.Next(here, step).Select(v => (v, Below(place, member.Name))),
        PathStep.Index index when here.ValueKind == JsonValueKind.Array => PathSteps.Next(here, step).Select(v => (v, At(place, index.Number))),
        _ => PathSteps.Next(here, step).Select(v => (v, place)),
    };

    private void NoteEnd(AnswerValue here, string place, PathStep step, bool isNeeded, bool isAbsentAllowed)
    {
        var isOfObject = step is PathStep.Member or PathStep.AnyMember;
        var isRight = here.ValueKind == (isOfObject ? JsonValueKind.Object : JsonValueKind.Array);
        if (!JsonText.IsThere(here))
        {
            if (isNeeded && !isAbsentAllowed)
            {
                AddShape(place, "null", isOfObject ? "an object" : "a list");
            }
        }
        else if (!isRight && !(isOfObject && here is { ValueKind: JsonValueKind.Array, Count: 0 }))
        {
            AddShape(place, NameOf(here), isOfObject ? "an object" : "a list");
        }
        else if (isNeeded && step is PathStep.Member member)
        {
            AddShape(place, $"no \"{member.Name}\"", "one");
        }
    }

    private void ExplainValue(BoundRelation relation, List<AnswerValue> way, string place)
    {
        var value = way[^1];
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (item, i) in value.Content.Select((item, i) => (item, i)))
            {
                way.Add(item);
                ExplainValue(relation, way, At(place, i));
                way.RemoveAt(way.Count - 1);
            }
        }
        else if (value.ValueKind != JsonValueKind.String)
        {
            if (JsonText.IsThere(value) || relation.Definition.Value.Steps is not [.., { Optional: true }])
            {
                AddShape(place, NameOf(value), "a text");
            }
        }
        else if (relation.Holds(way, asked))
        {
            ExplainText(relation, way, place, JsonText.Of(value) ?? "");
        }
    }

    private void ExplainText(BoundRelation relation, List<AnswerValue> way, string place, string text)
    {
        var definition = relation.Definition;
        var types = relation.TypesOf(way);
        foreach (var part in ValueParts.Split(text, definition.Split))
        {
            var value = ValueParts.Fill(definition.Template, asked, ValueParts.Of(part, definition.Part));
            var reason = "";
            if (types.Count > 0 && types.All(t => !IocParser.TryParse(t, value, out _, out reason)))
            {
                _dropped.Add(new(place, new(DetailText.Of(part, apiKey), definition.Label, reason)));
            }
        }
    }

    private void ExplainTime(List<AnswerValue> way, string place)
    {
        if (JsonText.Of(way[^1]) is { Length: > 0 } text && text != "0" && TimeText.Seconds(way[^1]) == 0)
        {
            AddShape(place, $"\"{DetailText.Of(text, apiKey)}\"", "a time");
        }
    }

    private void AddShape(string place, string found, string expected)
    {
        if (_placesOfShapes.Add($"{place} {found}"))
        {
            _shapes.Add(new(place, found, expected));
        }
    }

    private static string NameOf(AnswerValue value) => JsonText.NameOf(value.ValueKind);

    private static string At(string place, int index) => $"{place}[{index}]";

    private string Below(string place, string name) =>
        !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? $"{place}[\"{DetailText.Of(name, apiKey)}\"]"
        : place == "$" ? name
        : $"{place}.{name}";
}
