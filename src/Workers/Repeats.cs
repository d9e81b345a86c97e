namespace IocExplorer.Workers;

/// <summary>The same relation to the same IOC, given more than once in an answer, is one relation: a tree shows it as one child.</summary>
internal static class Repeats
{
    /// <summary>
    /// Each relation once, where it came first, seen from the earliest first to the latest last time. The same list when there are no repeats.
    /// </summary>
    public static IReadOnlyList<Relation> Merged(IReadOnlyList<Relation> relations)
    {
        if (relations.Count < 2)
        {
            return relations;
        }

        var places = new Dictionary<(string Label, Ioc Target), int>(relations.Count);
        var once = new List<Relation>(relations.Count);
        foreach (var relation in relations)
        {
            if (places.TryAdd((relation.Label, relation.Target), once.Count))
            {
                once.Add(relation);
            }
            else
            {
                var at = places[(relation.Label, relation.Target)];
                once[at] = once[at] with { Seen = once[at].Seen.MergedWith(relation.Seen) };
            }
        }

        return once.Count == relations.Count ? relations : once;
    }
}
