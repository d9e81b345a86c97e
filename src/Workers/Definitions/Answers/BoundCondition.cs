using System.Globalization;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;
using IocExplorer.Workers.Definitions.Requests;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>A condition, seen from the value whose fate it decides.</summary>
internal sealed class BoundCondition(Condition condition, AnswerPath? anchor)
{
    private readonly BoundPath _at = BoundPath.Of(condition.At, anchor);
    private readonly BoundPath? _equalTo = condition.EqualTo is null ? null : BoundPath.Of(condition.EqualTo, anchor);
    private readonly BoundPath? _notEqualTo = condition.NotEqualTo is null ? null : BoundPath.Of(condition.NotEqualTo, anchor);

    public static BoundCondition[] All(IEnumerable<Condition> conditions, AnswerPath? anchor) => [.. conditions.Select(c => new BoundCondition(c, anchor))];

    public bool IsMet(IReadOnlyList<AnswerValue> way, Ioc asked)
    {
        var there = _at.AllFrom(way).Where(JsonText.IsThere).ToList();
        if (condition.Exists is { } exists && exists != (there.Count > 0))
        {
            return false;
        }

        var texts = there.Select(JsonText.Of).OfType<string>().ToList();
        return (condition.AnyOf is not { } anyOf || texts.Exists(t => IsOneOf(t, anyOf, asked)))
            && (condition.NoneOf is not { } noneOf || !texts.Exists(t => IsOneOf(t, noneOf, asked)))
            && (condition.Contains is not { } parts || texts.Exists(t => HoldsOneOf(t, parts)))
            && (condition.Lacks is not { } lacks || !texts.Exists(t => HoldsOneOf(t, lacks)))
            && (condition.Above is not { } above || texts.Exists(t => IsAbove(t, above)))
            && (condition.NotAbove is not { } most || texts.Exists(t => IsNumber(t) && !IsAbove(t, most)))
            && (_equalTo is not { } same || texts.Exists(t => IsSame(t, same, way)))
            && (_notEqualTo is not { } other || !texts.Exists(t => IsSame(t, other, way)));
    }

    private static bool IsOneOf(string text, IReadOnlyList<string> texts, Ioc asked) =>
        texts.Any(wanted => wanted == Placeholder.Mark ? IsAsked(text, asked) : text.Equals(wanted, StringComparison.OrdinalIgnoreCase));

    // Sources have spellings of their own: capitals, a dot at the end, "*." in front.
    private static bool IsAsked(string text, Ioc asked) =>
        text.Equals(asked.Value, StringComparison.OrdinalIgnoreCase)
        || (asked.Type != default && IocParser.TryParse(asked.Type, text, out var ioc, out _) && ioc == asked);

    private static bool HoldsOneOf(string text, IReadOnlyList<string> parts) => parts.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase));

    private static bool IsAbove(string text, double least) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > least;

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static bool IsSame(string text, BoundPath path, IReadOnlyList<AnswerValue> way) =>
        path.AllFrom(way).Any(v => text.Equals(JsonText.Of(v), StringComparison.OrdinalIgnoreCase));
}
