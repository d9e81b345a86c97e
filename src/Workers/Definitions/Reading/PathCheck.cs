namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>
/// Finds paths that can never lead anywhere, whatever a source answers: through a list without <c>[*]</c>, or into an object as if it were a list.
/// What is a list the definition says itself: of its items, and of the way to a relation's values.
/// </summary>
internal static class PathCheck
{
    // What these read is there when the answer is none, so that it may look otherwise.
    private static readonly string[] OfOtherAnswers = ["errors", "emptyWhen"];

    /// <summary>Checks the paths of one operation, or of the source, against where its answers have their items.</summary>
    public static void CheckItems(IEnumerable<(AnswerPath Path, PositionedJson Place)> paths, AnswerDefinition? answer, DefinitionErrors errors)
    {
        foreach (var (path, place) in paths.Where(p => answer is not null && !IsOfOtherAnswers(p.Place.Place)))
        {
            if (WhyNever(path, answer!) is { } reason)
            {
                errors.Add(place, reason);
            }
        }
    }

    /// <summary>Checks what stands around a relation's values against the way to them.</summary>
    public static void CheckAround(
        AnswerPath value, IEnumerable<(AnswerPath Path, PositionedJson Place)> paths, AnswerDefinition answer, DefinitionErrors errors)
    {
        foreach (var (path, place) in paths)
        {
            var at = value.StepsInCommonWith(path);
            if (at > answer.Items.Steps.Count && Never(path, at, value) is { } reason)
            {
                errors.Add(place, reason);
            }
        }
    }

    private static string? WhyNever(AnswerPath path, AnswerDefinition answer)
    {
        var items = answer.Items;
        var at = path.StepsInCommonWith(items);
        if (at < items.Steps.Count)
        {
            return Never(path, at, items);
        }

        if (at == path.Steps.Count)
        {
            return null;
        }

        var isList = answer.Kinds.HasFlag(ItemsKinds.Array);
        var isObject = answer.Kinds.HasFlag(ItemsKinds.Object);
        return path.Steps[at] switch
        {
            PathStep.Member or PathStep.AnyMember when isList && !isObject => ThroughList(path, at),
            PathStep.Index when isObject && !isList => IntoObject(path, at),
            _ => null,
        };
    }

    // Two ways that part at a place where one takes it for a list and the other for an object.
    private static string? Never(AnswerPath path, int at, AnswerPath other) =>
        at >= path.Steps.Count || at >= other.Steps.Count ? null
        : IsOfList(other.Steps[at]) && !IsOfList(path.Steps[at]) ? ThroughList(path, at)
        : IsOfList(path.Steps[at]) && !IsOfList(other.Steps[at]) ? IntoObject(path, at)
        : null;

    private static bool IsOfList(PathStep step) => step is PathStep.Each or PathStep.Index;

    private static string ThroughList(AnswerPath path, int at)
    {
        PathStep[] steps = [.. path.Steps.Take(at), new PathStep.Each(), .. path.Steps.Skip(at)];
        return $"\"{path}\" can never match: \"{TextOf(path.Steps.Take(at))}\" is a list; write \"{TextOf(steps)}\"";
    }

    private static string IntoObject(AnswerPath path, int at) => $"\"{path}\" can never match: \"{TextOf(path.Steps.Take(at))}\" is an object and no list";

    private static bool IsOfOtherAnswers(string place) => place.Split('.', '[').Any(OfOtherAnswers.Contains);

    private static string TextOf(IEnumerable<PathStep> steps)
    {
        var text = new StringBuilder();
        foreach (var step in steps)
        {
            text.Append(step switch
            {
                PathStep.Member member when IsPlain(member.Name) => text.Length == 0 ? member.Name : $".{member.Name}",
                PathStep.Member member =>
                    $"[\"{member.Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]",
                PathStep.AnyMember => text.Length == 0 ? "$.*" : ".*",
                PathStep.Index index => text.Length == 0 ? $"$[{index.Number}]" : $"[{index.Number}]",
                _ => text.Length == 0 ? "$[*]" : "[*]",
            });
            text.Append(step.Optional ? "?" : "");
        }

        return text.Length == 0 ? "$" : text.ToString();
    }

    private static bool IsPlain(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '@' or ':' or '$');
}
