using System.Globalization;
using System.Text.Json;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>A tag's definition, seen from the value that it is about.</summary>
internal sealed class BoundTag(TagDefinition definition, AnswerPath? anchor)
{
    private readonly BoundPath? _value = definition.Value is null ? null : BoundPath.Of(definition.Value, anchor);
    private readonly BoundPath? _asOf = definition.AsOf is null ? null : BoundPath.Of(definition.AsOf, definition.Value ?? anchor);
    private readonly BoundCondition[] _when = BoundCondition.All(definition.When, definition.Value ?? anchor);

    public static BoundTag[] All(IEnumerable<TagDefinition> definitions, AnswerPath? anchor) => [.. definitions.Select(d => new BoundTag(d, anchor))];

    /// <summary>The tags that an answer gives.</summary>
    /// <param name="way">To the value that they are about.</param>
    /// <param name="about">That value, or the IOC that was asked about.</param>
    public IEnumerable<AnswerTag> Of(IReadOnlyList<AnswerValue> way, Ioc about, Ioc asked)
    {
        about = definition.IsAboutAsked ? asked : about;
        if (_value is not { } path)
        {
            return Holds(way, asked) ? [TagOf(about, definition.Name, definition.Class, way)] : [];
        }

        return WaysTo([.. way.Take(path.From + 1)], path.Rest, 0)
            .Where(w => Holds(w, asked))
            .SelectMany(w => Texts(w[^1]).Select(t => (Text: t, Way: w)))
            .Take(definition.Most ?? int.MaxValue)
            .Select(t => TagOf(about, TagText.Clean(definition.Name.Replace(TagDefinition.Mark, t.Text, StringComparison.Ordinal)), ClassOf(t.Text), t.Way));
    }

    private AnswerTag TagOf(Ioc about, string name, TagClass tagClass, IReadOnlyList<AnswerValue> way) =>
        new(about, name, tagClass) { AsOf = _asOf is { } time ? TimeText.Seconds(time.First(way)) : 0, OnlyWithTags = definition.OnlyWithTags };

    private bool Holds(IReadOnlyList<AnswerValue> way, Ioc asked) => Array.TrueForAll(_when, w => w.IsMet(way, asked));

    private TagClass ClassOf(string text) =>
        definition.ClassOf.FirstOrDefault(c => c.Key.Equals(text, StringComparison.OrdinalIgnoreCase)) is { Key: not null } named
            ? named.Value
            : definition.Class;

    private static IEnumerable<List<AnswerValue>> WaysTo(List<AnswerValue> way, IReadOnlyList<PathStep> rest, int at) =>
        at == rest.Count ? [way] : PathSteps.Next(way[^1], rest[at]).SelectMany(next => WaysTo([.. way, next], rest, at + 1));

    private IEnumerable<string> Texts(AnswerValue value)
    {
        switch (definition.Form)
        {
            case TagForm.Json:
                return JsonText.IsThere(value) ? [value.ValueKind == JsonValueKind.String ? JsonText.Of(value)! : JsonText.Whole(value)] : [];
            case TagForm.Names:
                return value.ValueKind == JsonValueKind.Object && value.Count > 0 ? [string.Join(',', value.Content.Select(m => m.Name))] : [];
            case TagForm.Count:
                return value.Count > 0 ? [value.Count.ToString(CultureInfo.InvariantCulture)] : [];
            case TagForm.Time:
                return TimeText.Seconds(value) is > 0 and <= uint.MaxValue and var time ? [TimeText.Iso(time)] : [];
            default:
                return (value.ValueKind == JsonValueKind.Array ? value.Content : Enumerable.Repeat(value, 1))
                    .Select(JsonText.Of)
                    .OfType<string>()
                    .Where(t => !string.IsNullOrWhiteSpace(t));
        }
    }
}
