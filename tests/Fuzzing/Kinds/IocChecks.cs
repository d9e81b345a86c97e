using IocExplorer.Fuzzing.Engine;
using IocExplorer.Messages;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>What holds of every IOC and every text that comes out of the product, wherever it was read.</summary>
internal static class IocChecks
{
    private const int LongestTag = 200;

    /// <summary>A normal form is its own normal form, and harmless.</summary>
    public static void Sound(Ioc ioc)
    {
        BrokenPromiseException.Unless(
            IocParser.TryParse(ioc.Type, ioc.Value, out var again, out var reason) && again == ioc,
            $"{ioc.Type} is read again as something else: {ioc.Value} -> {again.Value} {reason}");
        BrokenPromiseException.Unless(ioc.Value.Length > 0 && ioc.Value.All(c => c is > ' ' and <= '~'),
            $"{ioc.Type} holds more than printable ASCII: {ioc.Value}");
    }

    public static void Sound(IEnumerable<AnswerTag> tags)
    {
        foreach (var tag in tags)
        {
            Sound(tag.About);
            BrokenPromiseException.Unless(tag.Name.Length is > 0 and <= LongestTag && IsOneLine(tag.Name),
                $"a tag is empty, too long or more than a line: {tag.Name}");
        }
    }

    public static void Sound(IEnumerable<Relation> relations)
    {
        foreach (var relation in relations)
        {
            Sound(relation.Target);
            BrokenPromiseException.Unless(relation.Label.Length > 0 && IsOneLine(relation.Label), $"a label is empty or more than a line: {relation.Label}");
        }
    }

    /// <summary>Text that is shown to a person.</summary>
    public static void OneLine(string text) => BrokenPromiseException.Unless(IsOneLine(text), $"a message is more than a line: {text}");

    private static bool IsOneLine(string text) => !text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029');
}
