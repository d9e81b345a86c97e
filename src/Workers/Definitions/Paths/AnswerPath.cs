using System.Diagnostics.CodeAnalysis;

namespace IocExplorer.Workers.Definitions.Paths;

/// <summary>
/// Where something stands in a JSON answer: <c>data[*].attributes?.sha256</c>. A member is a name (or <c>["any text"]</c>), <c>[*]</c> is every
/// item of a list, <c>[0]</c> one of them, <c>.*</c> every member of an object. A <c>?</c> behind a step says that it may be absent or null without
/// anything being wrong. <c>$</c> is the whole answer: <c>$[*].name</c> when that is a list.
/// </summary>
/// <remarks>
/// <c>[*]</c> on an object means the object itself where the definition says that items may be an object: sources are known to send a
/// list in one version and its only item in another.
/// </remarks>
public sealed record AnswerPath
{
    private AnswerPath(string text, IReadOnlyList<PathStep> steps)
    {
        Text = text;
        Steps = steps;
    }

    /// <summary>As it is written in the definition.</summary>
    public string Text { get; }

    public IReadOnlyList<PathStep> Steps { get; }

    /// <summary>Whether it can lead to more than one value.</summary>
    public bool IsMany => Steps.Any(s => s is PathStep.Each or PathStep.AnyMember);

    /// <summary>How many steps two paths have in common from the root: until there they lead to the same thing.</summary>
    public int StepsInCommonWith(AnswerPath other) =>
        Steps.Zip(other.Steps).TakeWhile(step => step.First with { Optional = false } == step.Second with { Optional = false }).Count();

    /// <summary>Whether it leads to the other one or to something in it.</summary>
    public bool BeginsWith(AnswerPath other) => StepsInCommonWith(other) == other.Steps.Count;

    public bool Equals(AnswerPath? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    /// <summary>Reads a path.</summary>
    /// <param name="reason">What is wrong and at which character, counted from 1; empty on success.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out AnswerPath? path, out string reason)
    {
        var steps = new List<PathStep>();
        path = null;
        var at = text is "$" || (text.Length > 1 && text[0] == '$' && text[1] is '[' or '.') ? 1 : 0;
        var isWhole = at == 1;
        while (at < text.Length)
        {
            var step = ReadStep(text, steps.Count == 0 && !isWhole, ref at, out reason);
            if (step is null)
            {
                return false;
            }

            var optional = at < text.Length && text[at] == '?';
            at += optional ? 1 : 0;
            steps.Add(step with { Optional = optional });
        }

        reason = steps.Count == 0 && !isWhole ? "is empty" : "";
        path = reason.Length > 0 ? null : new(text, steps);
        return path is not null;
    }

    private static PathStep? ReadStep(string text, bool isFirst, ref int at, out string reason)
    {
        if (text[at] == '[')
        {
            return ReadBracket(text, ref at, out reason);
        }

        if (text[at] == '.' && !isFirst)
        {
            at++;
        }
        else if (!isFirst)
        {
            reason = Wrong("expected '.', '[' or '?'", text, at);
            return null;
        }

        if (at < text.Length && text[at] == '*')
        {
            at++;
            reason = "";
            return new PathStep.AnyMember();
        }

        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-' or '@' or ':' or '$'))
        {
            at++;
        }

        reason = at == start ? Wrong("expected a member's name", text, at) : "";
        return at == start ? null : new PathStep.Member(text[start..at]);
    }

    private static PathStep? ReadBracket(string text, ref int at, out string reason)
    {
        var open = at++;
        PathStep? step = text.AsSpan(at) switch
        {
            ['*', ..] => ReadStar(ref at),
            ['"', ..] => ReadQuoted(text, ref at),
            _ => ReadIndex(text, ref at),
        };
        if (step is not null && at < text.Length && text[at] == ']')
        {
            at++;
            reason = "";
            return step;
        }

        reason = Wrong("expected [*], [0] or [\"name\"]", text, open);
        return null;
    }

    private static PathStep.Each ReadStar(ref int at)
    {
        at++;
        return new();
    }

    private static PathStep.Member? ReadQuoted(string text, ref int at)
    {
        var name = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            at += text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
            name.Append(text[at]);
        }

        at++;
        return name.Length == 0 ? null : new(name.ToString());
    }

    private static PathStep.Index? ReadIndex(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return int.TryParse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(number) : null;
    }

    private static string Wrong(string what, string text, int at) =>
        at >= text.Length ? $"{what} at the end" : $"{what} at character {at + 1}";
}
