namespace IocExplorer.Workers.Definitions.Paths;

/// <summary>A path seen from a value: how much of the way the two have in common, and how it goes on from there.</summary>
internal readonly record struct BoundPath(int From, IReadOnlyList<PathStep> Rest)
{
    public static BoundPath Of(AnswerPath path, AnswerPath? anchor)
    {
        var from = anchor is null ? 0 : path.StepsInCommonWith(anchor);
        return new(from, [.. path.Steps.Skip(from)]);
    }

    /// <summary>What stands there, as seen from a value; nothing when the way ends early.</summary>
    /// <param name="way">To the value: the root, then what each step led to.</param>
    public IEnumerable<AnswerValue> AllFrom(IReadOnlyList<AnswerValue> way) => Follow(way[From], 0);

    /// <summary>The only thing, or the first, that stands there.</summary>
    public AnswerValue First(IReadOnlyList<AnswerValue> way) => AllFrom(way).FirstOrDefault();

    private IEnumerable<AnswerValue> Follow(AnswerValue here, int at)
    {
        if (at == Rest.Count)
        {
            return [here];
        }

        var rest = this;
        return PathSteps.Next(here, Rest[at]).SelectMany(next => rest.Follow(next, at + 1));
    }
}
