using System.Runtime.InteropServices;
using System.Text;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>
/// All paths of an operation, laid over one another, so that one walk over an answer finds everything and skips the rest.
/// Built once, read by many threads.
/// </summary>
internal sealed class AnswerNode
{
    private readonly List<AnswerEdge> _members = [];
    private readonly List<(int Number, bool Needed, AnswerNode Node)> _indexes = [];
    private readonly List<int> _relations = [];
    private readonly List<int> _captures = [];

    public ReadOnlySpan<AnswerEdge> Members => CollectionsMarshal.AsSpan(_members);

    public ReadOnlySpan<(int Number, bool Needed, AnswerNode Node)> Indexes => CollectionsMarshal.AsSpan(_indexes);

    /// <summary>Every item of a list; null when no path asks for it.</summary>
    public AnswerNode? Each { get; private set; }

    public bool EachNeeded { get; private set; }

    /// <summary>What is read of a text that stands here in place of a list of texts; null when that would be wrong.</summary>
    public AnswerNode? OfSingleText =>
        Each is { _relations.Count: > 0 } each ? each
        : _indexes.Find(i => i.Number == 0).Node is { _relations.Count: > 0 } first ? first
        : null;

    /// <summary>Relations whose values stand here.</summary>
    public ReadOnlySpan<int> Relations => CollectionsMarshal.AsSpan(_relations);

    /// <summary>Slots to note in what stands here.</summary>
    public ReadOnlySpan<int> Captures => CollectionsMarshal.AsSpan(_captures);

    /// <summary>Whether relations are read here or below; only then does a wrong kind of value matter.</summary>
    public bool LeadsToRelations { get; private set; }

    public bool IsItems { get; set; }

    /// <summary>Tags are made of what stands here or below.</summary>
    public bool HoldsTag { get; private set; }

    /// <summary>What stands here is kept for whoever picks from the answer, see <see cref="Keep"/>.</summary>
    public bool IsKept { get; private set; }

    /// <summary>The same with all that is in it.</summary>
    public bool KeepsAll { get; private set; }

    /// <summary>The members of which an object here has at least one, as bits of <see cref="Members"/>; 0 when anything goes.</summary>
    public ulong HasOneOf { get; private set; }

    /// <param name="items">Steps until the items: whether those may be absent, the definition says of the items.</param>
    public void AddRelation(AnswerPath path, int relation, int items) => Grow(path, leadsToRelations: true, items)._relations.Add(relation);

    public void AddCapture(AnswerPath path, int slot) => Grow(path, leadsToRelations: false)._captures.Add(slot);

    /// <param name="path">To the tag's value. What it chooses from within an item is not followed: that is done when the tag is picked.</param>
    public void AddTag(AnswerPath path, int items)
    {
        var node = this;
        for (var at = 0; at < path.Steps.Count && (at <= items || path.Steps[at] is PathStep.Member); at++)
        {
            node = node.Grow(path.Steps[at], needed: false);
        }

        node.HoldsTag = true;
    }

    /// <summary>
    /// What a path leads to is kept for whoever picks from the answer, and what stands on the way. To be told last: what else is read has its members first.
    /// </summary>
    /// <param name="whole">With all that is in it.</param>
    public void Keep(AnswerPath path, bool whole)
    {
        var node = this;
        node.IsKept = true;
        foreach (var step in path.Steps)
        {
            if (step is PathStep.AnyMember or PathStep.Index)
            {
                // Places and names of its own: simplest with all that there is.
                node.KeepsAll = true;
                return;
            }

            node = node.Grow(step, needed: false, once: false);
            node.IsKept = true;
        }

        node.KeepsAll |= whole;
    }

    public AnswerNode Grow(AnswerPath path, bool leadsToRelations, int neededFrom = 0)
    {
        var node = this;
        node.LeadsToRelations |= leadsToRelations;
        for (var at = 0; at < path.Steps.Count; at++)
        {
            node = node.Grow(path.Steps[at], leadsToRelations && !path.Steps[at].Optional && at >= neededFrom);
            node.LeadsToRelations |= leadsToRelations;
        }

        return node;
    }

    public void RequireOneOf(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            Grow(new PathStep.Member(name), needed: false);
            HasOneOf |= 1UL << _members.FindIndex(m => m.Text == name);
        }
    }

    private AnswerNode Grow(PathStep step, bool needed, bool once = true)
    {
        switch (step)
        {
            case PathStep.Member member:
                var at = _members.FindIndex(m => m.Text == member.Name);
                if (at < 0)
                {
                    at = _members.Count;
                    _members.Add(new(member.Name, Encoding.UTF8.GetBytes(member.Name), once, needed, new()));
                }

                // 64 bits tell which members an object had; the readers of definitions see to it that they suffice for those that count.
                ArgumentOutOfRangeException.ThrowIfGreaterThan(once ? at : 0, AnswerEdge.MostOnce - 1);
                _members[at] = _members[at] with { Once = _members[at].Once || once, Needed = _members[at].Needed || needed };
                return _members[at].Node;
            case PathStep.AnyMember:
                // Only where answers are picked, not walked.
                return new();
            case PathStep.Index index:
                var found = _indexes.FindIndex(i => i.Number == index.Number);
                if (found < 0)
                {
                    found = _indexes.Count;
                    _indexes.Add((index.Number, needed, new()));
                }

                _indexes[found] = _indexes[found] with { Needed = _indexes[found].Needed || needed };
                return _indexes[found].Node;
            default:
                EachNeeded |= needed;
                return Each ??= new();
        }
    }
}
