using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Paths;

/// <summary>Looks for the reasons why a tree does not have an IOC.</summary>
/// <param name="seenSince">What was last seen before is not shown by the tree's hunt; null where all is.</param>
internal sealed class AbsenceSearch(TreeRecord tree, Ioc ioc, DateTimeOffset? seenSince)
{
    private const int Most = 10;

    // Why nodes were not asked about: the IOC could stand below such a node. In the order in which they are listed.
    private static readonly NodeExpansion[] s_notAsked =
        [NodeExpansion.Parked, NodeExpansion.Internal, NodeExpansion.ShownOnly, NodeExpansion.NoOperation, NodeExpansion.DepthLimit];

    /// <summary>Whether an answer of the tree named it: nothing has to be learnt from other trees.</summary>
    public bool IsNamed => Named().Any();

    /// <param name="known">Ways to the IOC in other trees.</param>
    /// <returns>What an answer of the tree named and the tree does not show; then what other trees tell, those first that pass nearest to the IOC; without
    /// these, where the IOC could hide.</returns>
    public IReadOnlyList<AbsenceReason> Find(IReadOnlyList<KnownPath> known)
    {
        var named = Named().ToList();
        var told = known.Select(Told).OfType<(int Missing, AbsenceReason Reason)>().OrderBy(found => found.Missing)
            .Select(found => found.Reason).DistinctBy(reason => reason with { KnownFrom = null, KnownFromHunt = null, About = NoPath }).ToList();
        return [.. (named.Count + told.Count > 0 ? named.Concat(told) : Possible()).Take(Most)];
    }

    // Paths hold lists, which are equal only to themselves: they are left out where reasons are compared.
    private static IocPath NoPath { get; } = new(0, []);

    private IEnumerable<AbsenceReason> Named() => Dropped().Concat(TooOld(ioc));

    private IEnumerable<AbsenceReason> Dropped() =>
        from answer in tree.Answers
        from value in answer.Dropped
        where Names(value.Text)
        select new AbsenceReason.Dropped(IocPath.To(tree, answer.Node), answer.Source, answer.Operation, value.Relation, value.Text, value.Reason);

    private IEnumerable<AbsenceReason> TooOld(Ioc named) => tree.Answers.Select(answer => TooOld(answer, named)).OfType<AbsenceReason>();

    private AbsenceReason.NotSeenSince? TooOld(TreeRecordAnswer answer, Ioc named)
    {
        foreach (var relation in answer.TooOld)
        {
            if (relation.Target == named)
            {
                return TooOld(answer, named, relation.Label, relation.Seen.Last);
            }
        }

        return null;
    }

    private AbsenceReason.NotSeenSince TooOld(TreeRecordAnswer answer, Ioc? named, string? relation, DateTimeOffset? lastSeen) =>
        new(IocPath.To(tree, answer.Node), answer.Source, answer.Operation, seenSince, named, relation, lastSeen, answer.TooOld.Count);

    private bool Names(string text) =>
        text.AsSpan().Trim().Equals(ioc.Value, StringComparison.OrdinalIgnoreCase) || (IocParser.TryParse(ioc.Type, text, out var read, out _) && read == ioc);

    // The last IOC on the other tree's way that this tree has, or was named: what comes next there is missing here.
    private (int Missing, AbsenceReason Reason)? Told(KnownPath known)
    {
        var steps = known.Path.Steps;
        for (var at = steps.Count - 2; at >= 0; at--)
        {
            var reason = HuntPaths.FirstPlace(tree, steps[at].Ioc) is >= 0 and var node ? Judge(node, steps[at + 1]) : TooOld(steps[at].Ioc).FirstOrDefault();
            if (reason is not null)
            {
                return (steps.Count - 1 - at, reason with { KnownFrom = known.Path, KnownFromHunt = known.Hunt });
            }
        }

        return null;
    }

    /// <param name="node">The first place of an IOC.</param>
    /// <param name="next">What another tree shows below it.</param>
    private AbsenceReason Judge(int node, PathStep next)
    {
        if (tree.Nodes[node].Expansion != NodeExpansion.Expanded)
        {
            return NotAsked(node);
        }

        var about = IocPath.To(tree, node);
        var answers = tree.Answers.Where(answer => answer.Node == node && answer.Source == next.Source && answer.Operation == next.Operation).ToList();
        return answers.Select(AbsenceReason? (answer) => TooOld(answer, next.Ioc) ?? Gap(answer)).FirstOrDefault(gap => gap is not null)
            ?? (answers.Count == 0
                ? new AbsenceReason.SourceOff(about, next.Source, next.Operation, null)
                : new AbsenceReason.NeverNamed(about, tree.Answers.Count, next.Source, next.Operation, answers[0].At));
    }

    private AbsenceReason NotAsked(int node)
    {
        var place = tree.Nodes[node];
        var about = IocPath.To(tree, node);
        return place.Expansion switch
        {
            NodeExpansion.Parked => new AbsenceReason.Parked(about, place.Reason),
            NodeExpansion.DepthLimit => new AbsenceReason.BeyondDepth(about, about.Distance),
            NodeExpansion.Internal => new AbsenceReason.NotSent(about, null, null, place.Reason),
            _ => new AbsenceReason.SourceOff(about, null, null, place.Reason),
        };
    }

    // Nobody knows where it would stand. What was asked and not answered in full comes first; then what was never asked.
    private IEnumerable<AbsenceReason> Possible()
    {
        var gaps = tree.Answers.Select(answer => Gap(answer) ?? (answer.TooOld.Count > 0 ? TooOld(answer, null, null, null) : null)).OfType<AbsenceReason>()
            .GroupBy(gap => gap with { About = NoPath }).Select(alike => alike.First() with { Likewise = alike.Count() - 1 })
            .OrderBy(Order).Take(Most - 1 - s_notAsked.Length);
        return gaps.Append(new AbsenceReason.NeverNamed(IocPath.To(tree, 0), tree.Answers.Count, null, null, null))
            .Concat(s_notAsked.Select(FirstOf).OfType<AbsenceReason>());
    }

    private static int Order(AbsenceReason gap) => gap switch
    {
        AbsenceReason.NotAnswered => 0,
        AbsenceReason.CutByLimit => 1,
        AbsenceReason.NotCleared => 2,
        AbsenceReason.NotSeenSince => 3,
        _ => 4,
    };

    private AbsenceReason? FirstOf(NodeExpansion expansion)
    {
        var places = Enumerable.Range(0, tree.Nodes.Count).Where(node => tree.Nodes[node].Expansion == expansion).ToList();
        return places.Count == 0 ? null : NotAsked(places[0]) with { Likewise = places.Count - 1 };
    }

    private AbsenceReason? Gap(TreeRecordAnswer answer) => answer.Outcome switch
    {
        RecordedOutcome.NotAnswered => new AbsenceReason.NotAnswered(IocPath.To(tree, answer.Node), answer.Source, answer.Operation, answer.Detail),
        RecordedOutcome.NotSent => new AbsenceReason.NotSent(IocPath.To(tree, answer.Node), answer.Source, answer.Operation, answer.Detail),
        RecordedOutcome.NotCleared => new AbsenceReason.NotCleared(IocPath.To(tree, answer.Node), answer.Source, answer.Operation, answer.Detail),
        _ => answer.IsCut ? new AbsenceReason.CutByLimit(IocPath.To(tree, answer.Node), answer.Source, answer.Operation) : null,
    };
}
