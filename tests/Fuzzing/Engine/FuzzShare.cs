namespace IocExplorer.Fuzzing.Engine;

/// <summary>A kind of input and how much of it is tried.</summary>
/// <param name="Name">Of the kind.</param>
/// <param name="Weight">Beside the others: of cheap kinds more, of expensive ones less.</param>
/// <param name="Make">For one thread.</param>
internal sealed record FuzzShare(string Name, int Weight, Func<FuzzWorkspace, IFuzzKind> Make)
{
    /// <summary>Cuts the work to pieces, the kinds mixed: whoever stops early has tried something of each.</summary>
    /// <param name="first">The number of the first input of each kind.</param>
    /// <param name="count">Inputs over all kinds.</param>
    /// <param name="most">Inputs of a piece.</param>
    public static IEnumerable<(int Kind, long First, int Count)> Batches(IReadOnlyList<FuzzShare> shares, long first, long count, int most)
    {
        var all = shares.Sum(s => s.Weight);
        var left = shares.Select(s => count * s.Weight / all).ToArray();
        left[0] += count - left.Sum();
        var next = shares.Select(_ => first).ToArray();
        while (left.Any(l => l > 0))
        {
            for (var kind = 0; kind < shares.Count; kind++)
            {
                // As many pieces of each in a round as its weight says.
                for (var piece = 0; piece < shares[kind].Weight && left[kind] > 0; piece++)
                {
                    var taken = (int)Math.Min(most, left[kind]);
                    yield return (kind, next[kind], taken);
                    next[kind] += taken;
                    left[kind] -= taken;
                }
            }
        }
    }
}
