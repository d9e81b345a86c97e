using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>What an operation's definition means for reading an answer, worked out once.</summary>
internal sealed class AnswerPlan
{
    /// <param name="secrets">API keys, to be kept out of what is told of an answer.</param>
    public AnswerPlan(OperationDefinition operation, int maxDepth, IReadOnlyList<string> secrets)
    {
        Secrets = secrets;
        Operation = operation;
        MaxDepth = maxDepth;
        Marker = Slot(operation.Errors.Marker);
        Code = Slot(operation.Errors.Code);
        Messages = [.. operation.Errors.Message.Select(m => Slot(m))];
        Requirements = Planned(operation.Answer.Require);
        EmptyWhen = Planned(operation.Answer.EmptyWhen);
        MoreWhen = Planned(operation.Answer.MoreWhen);
        NextLink = Slot(operation.Paging?.NextLink);
        Cursor = Slot(operation.Paging?.Cursor);
        LastPage = Slot(operation.Paging?.LastPage);
        Total = Slot(operation.Paging?.Total);
        OwnCount = Slot(operation.Answer.Total);
        Claims =
        [
            .. new (AnswerPath? Path, int Slot)[] { (operation.Answer.Total, OwnCount), (operation.Paging?.Total, Total) }
                .Where(c => c.Path is not null)
                .Select(c => (c.Path!.Text, c.Slot)),
            .. operation.Answer.Counts.Select(c => (c.Text, Slot(c))),
        ];
        IsPicked = operation.Tags.Count > 0
            || operation.Paging is { LastKey: not null } or { While.Count: > 0 }
            || operation.Relations.Any(r => !r.IsPlain || !CanBeNoted(r.Seen) || IsTheList(r.Value) || !r.Tags.All(StandsInItem));
        Relations = [.. operation.Relations.Select(r => new BoundRelation(r, operation.Answer.Items))];
        if (IsPicked)
        {
            // The walk reads only what says whether it is an answer, and along the ways to the values, whether a member stands twice.
            Tags = BoundTag.All(operation.Tags, null);
            foreach (var relation in operation.Relations)
            {
                Root.Grow(relation.Value, leadsToRelations: false);
            }

            foreach (var tag in operation.Tags.Where(t => t.Value is not null))
            {
                Root.Grow(tag.Value!, leadsToRelations: false);
            }
        }
        else
        {
            AddPlainRelations();
            foreach (var tag in operation.Relations.SelectMany(r => r.Tags))
            {
                Root.AddTag(tag.Value!, operation.Answer.Items.Steps.Count);
            }
        }

        var items = Root.Grow(operation.Answer.Items, leadsToRelations: false);
        items.IsItems = true;
        (items.Each ?? items).RequireOneOf(operation.Answer.ItemHasOneOf);
        Root.RequireOneOf(operation.Answer.HasOneOf);
        KeepValues();
    }

    public OperationDefinition Operation { get; }

    public int MaxDepth { get; }

    public IReadOnlyList<string> Secrets { get; }

    public AnswerNode Root { get; } = new();

    public int Slots { get; private set; }

    public int Marker { get; }

    public int Code { get; }

    public IReadOnlyList<int> Messages { get; }

    public IReadOnlyList<PlannedRequirement> Requirements { get; }

    public IReadOnlyList<PlannedRequirement> EmptyWhen { get; }

    public IReadOnlyList<PlannedRequirement> MoreWhen { get; }

    public int NextLink { get; }

    public int Cursor { get; }

    public int LastPage { get; }

    public int Total { get; }

    public int OwnCount { get; }

    /// <summary>Where an answer says how much it knows of; what is above 0 there needs a list.</summary>
    public IReadOnlyList<(string Path, int Slot)> Claims { get; }

    /// <summary>
    /// Relations and tags are picked by <see cref="AnswerPicker"/>; otherwise <see cref="AnswerWalk"/> takes the relations in passing,
    /// and notes whether there is a tag to pick.
    /// </summary>
    public bool IsPicked { get; }

    /// <summary>There may be something to pick: the walk keeps what is looked at for that.</summary>
    public bool KeepsValues => Root.IsKept;

    public IReadOnlyList<BoundRelation> Relations { get; } = [];

    public IReadOnlyList<BoundTag> Tags { get; } = [];

    /// <summary>
    /// Slots of an item in which the times of its relations are noted, by relation; empty when no relation has any. They begin at <see cref="FirstItemSlot"/>.
    /// </summary>
    public IReadOnlyList<(int First, int Last)> SeenSlots { get; private set; } = [];

    public int FirstItemSlot { get; private set; }

    private void AddPlainRelations()
    {
        for (var relation = 0; relation < Operation.Relations.Count; relation++)
        {
            Root.AddRelation(Operation.Relations[relation].Value, relation, Operation.Answer.Items.Steps.Count);
        }

        FirstItemSlot = Slots;
        if (Operation.Relations.Any(r => !r.Seen.IsNone))
        {
            SeenSlots = [.. Operation.Relations.Select(r => (Slot(FirstOf(r.Seen.First)), Slot(FirstOf(r.Seen.Last))))];
        }
    }

    // Of relations that the walk takes itself, their tags alone are picked.
    private void KeepValues()
    {
        foreach (var relation in Operation.Relations.Where(r => IsPicked || r.Tags.Count > 0))
        {
            Root.Keep(relation.Value, whole: true);
            KeepAll([.. relation.OtherPaths, .. relation.Seen.First, .. relation.Seen.Last]);
        }

        foreach (var tag in Operation.Tags.Concat(Operation.Relations.SelectMany(r => r.Tags)))
        {
            KeepAll(tag.Paths);
            if (tag.Value is { } value)
            {
                Root.Keep(value, whole: true);
            }
        }

        KeepAll(Operation.Paging?.While.SelectMany(w => w.Paths) ?? []);
        if (Operation.Paging?.LastKey is { } key)
        {
            Root.Keep(key, whole: true);
        }
    }

    private void KeepAll(IEnumerable<AnswerPath> paths)
    {
        foreach (var path in paths)
        {
            Root.Keep(path, whole: false);
        }
    }

    private static AnswerPath? FirstOf(IReadOnlyList<AnswerPath> places) => places.Count > 0 ? places[0] : null;

    // A path to the list itself stands for its items, where those are texts.
    private bool IsTheList(AnswerPath value) => value.Steps.Count == Operation.Answer.Items.Steps.Count && Operation.Answer.Kinds.HasFlag(ItemsKinds.Array);

    // The times of an item, one for each of its relations.
    private bool CanBeNoted(SeenDefinition seen) => seen.First.Concat(seen.Last).All(path =>
        path.BeginsWith(Operation.Answer.Items)
        && path.Steps.Count > Operation.Answer.Items.Steps.Count
        && path.Steps[Operation.Answer.Items.Steps.Count] is PathStep.Each
        && path.Steps.Skip(Operation.Answer.Items.Steps.Count + 1).All(s => s is PathStep.Member));

    // The walk sees that there is something to tell of an item's values: a tag that is told by what is lacking needs a look at each.
    private bool StandsInItem(TagDefinition tag) => tag.Value is { } value
        && value.BeginsWith(Operation.Answer.Items)
        && value.Steps.Count > Operation.Answer.Items.Steps.Count + 1
        && value.Steps[Operation.Answer.Items.Steps.Count] is PathStep.Each;

    private PlannedRequirement[] Planned(IEnumerable<AnswerRequirement> requirements) => [.. requirements.Select(r => new PlannedRequirement(r, Slot(r.At)))];

    // -1 for what the definition does not have. Two paths to the same place share nothing: that is rare and costs little.
    private int Slot(AnswerPath? path)
    {
        if (path is null)
        {
            return -1;
        }

        Root.AddCapture(path, Slots);
        return Slots++;
    }
}
