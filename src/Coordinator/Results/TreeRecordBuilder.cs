using IocExplorer.Analysis.Records;
using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Results;

/// <summary>Says of a finished tree what its hunt keeps for reports: the nodes, and of each query what came of it and which nodes it named.</summary>
internal static class TreeRecordBuilder
{
    /// <param name="number">The place of the seed in its hunt, from 1.</param>
    public static TreeRecord Build(int number, TreeWalk walk, ExplorationTree tree)
    {
        var nodes = new TreeRecordNode[tree.Nodes.Length];
        var answers = new List<TreeRecordAnswer>();
        nodes[0] = Node(walk, tree, 0, parent: -1, answer: -1, default);
        for (var at = 0; at < nodes.Length; at++)
        {
            if (tree.Nodes[at].FirstChild > 0)
            {
                AddAnswers(walk, tree, at, nodes, answers);
            }
        }

        return new(number, nodes, answers) { Sharing = walk.Policy.Sending.Level };
    }

    /// <summary>The queries of a node in tree order, with those that were left out, and the children that each answer named.</summary>
    private static void AddAnswers(TreeWalk walk, ExplorationTree tree, int at, TreeRecordNode[] nodes, List<TreeRecordAnswer> answers)
    {
        var policy = walk.Policy;
        var node = tree.Nodes[at];
        var expansion = walk.ExpansionOf(node.Ioc);
        var child = node.FirstChild;
        var asked = 0;
        foreach (var id in policy.Catalogue.Accepting(node.Ioc.Type))
        {
            var operation = policy.Catalogue[id];
            if (asked == expansion.Count || expansion[asked].Operation != id)
            {
                answers.Add(NotAsked(at, operation, policy.Sending, node.Ioc));
                continue;
            }

            var answer = expansion[asked].Answer;
            var recorded = Asked(at, operation, answer!, expansion.RecordedAt(asked));
            asked++;
            if (answer is Answer.Found found && node.Decision.Expansion != NodeExpansion.Parked)
            {
                // As the tree was built: what it shows of the answers, in their order, is what stands below the node.
                var tooOld = new List<Relation>();
                for (var r = 0; r < found.Relations.Count; r++)
                {
                    if (policy.Shows(found.Relations[r]))
                    {
                        nodes[child] = Node(walk, tree, child, at, answers.Count, found.Relations[r].Seen);
                        child++;
                    }
                    else
                    {
                        tooOld.Add(found.Relations[r]);
                    }
                }

                recorded = tooOld.Count == 0 ? recorded : recorded with { TooOld = tooOld };
            }

            answers.Add(recorded);
        }
    }

    private static TreeRecordAnswer Asked(int at, Operation operation, Answer answer, DateTimeOffset? recordedAt) => answer switch
    {
        Answer.Found found => new(at, operation.Source, operation.Name, RecordedOutcome.Found, recordedAt) { IsCut = found.Cut, Dropped = found.Dropped },
        Answer.Empty empty => new(at, operation.Source, operation.Name, RecordedOutcome.Empty, recordedAt) { Dropped = empty.Dropped },
        Answer.NotAnswered not => new(at, operation.Source, operation.Name, RecordedOutcome.NotAnswered, recordedAt)
        {
            Detail = not.Detail.Length > 0 ? $"{not.Reason.Name()} ({not.Detail})" : not.Reason.Name(),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "No such answer."),
    };

    private static TreeRecordAnswer NotAsked(int at, Operation operation, SendingRule rule, Ioc ioc) => rule.For(ioc).Why is { } why
        ? new(at, operation.Source, operation.Name, RecordedOutcome.NotSent, null) { Detail = why }
        : new(at, operation.Source, operation.Name, RecordedOutcome.NotCleared, null)
        {
            Detail = $"cleared for {operation.ClearedFor.Name()}, and the seed is {rule.Level.Name()}",
        };

    private static TreeRecordNode Node(TreeWalk walk, ExplorationTree tree, int at, int parent, int answer, Seen seen)
    {
        var (ioc, relation, decision, _, _) = tree.Nodes[at];
        var expansion = decision.Allow && walk.Policy.Catalogue.Accepting(ioc.Type).Count == 0 ? NodeExpansion.NoOperation : decision.Expansion;
        return new(ioc, parent, relation, answer, expansion)
        {
            Seen = seen,
            Reason = expansion is NodeExpansion.Parked or NodeExpansion.Internal ? decision.Reason : null,
            Tags = tree.Remarks.TryGetValue(at, out var remarks) && remarks.Tags.Count > 0 ? remarks.Tags : null,
        };
    }
}
