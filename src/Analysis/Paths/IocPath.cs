using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Paths;

/// <summary>A way from a seed to an IOC, as the seed's tree shows it.</summary>
/// <param name="SeedNumber">The place of the seed in its hunt, from 1.</param>
/// <param name="Steps">The seed first, the IOC last; the seed alone when it is the IOC.</param>
public sealed record IocPath(int SeedNumber, IReadOnlyList<PathStep> Steps)
{
    public Ioc Seed => Steps[0].Ioc;

    public Ioc Ioc => Steps[^1].Ioc;

    /// <summary>Levels below the seed.</summary>
    public int Distance => Steps.Count - 1;

    /// <summary>The way to one place of a tree.</summary>
    /// <param name="node">Among the tree's nodes; where an IOC stands first is where it is nearest to the seed.</param>
    internal static IocPath To(TreeRecord tree, int node)
    {
        var steps = new List<PathStep>();
        for (var at = node; at >= 0; at = tree.Nodes[at].Parent)
        {
            var place = tree.Nodes[at];
            var answer = place.Answer >= 0 ? tree.Answers[place.Answer] : null;
            steps.Add(new(place.Ioc, place.Relation, answer?.Source, answer?.Operation, answer?.At, place.Seen, place.Expansion, place.Reason));
        }

        steps.Reverse();
        return new(tree.Number, steps);
    }
}
