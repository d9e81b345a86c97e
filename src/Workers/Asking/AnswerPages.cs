namespace IocExplorer.Workers.Asking;

/// <summary>The pages of one query, as they come: says which is next, and makes one answer of them all. Pure state.</summary>
internal sealed class AnswerPages(ISourceOperation operation)
{
    private const int MostPages = 100;

    private HashSet<NextPage>? _seen;
    private List<Relation>? _gathered;
    private List<AnswerTag>? _tags;
    private IReadOnlyList<DroppedValue> _dropped = [];
    private long? _total;

    public int Count { get; private set; }

    /// <summary>The one to be asked for now; null for the first.</summary>
    public NextPage? Next { get; private set; }

    /// <summary>Items that are still wanted.</summary>
    public int Remaining { get; private set; } = operation.Limit ?? int.MaxValue;

    /// <param name="asked">The address that it came from.</param>
    /// <returns>Null when <see cref="Next"/> is to be asked for.</returns>
    public Answer? Take(PageOutcome.Page page, Uri asked)
    {
        Count++;
        if (operation.Limit is not null)
        {
            Remaining -= page.Items;
        }

        if (page.Tags.Count > 0)
        {
            _tags = _tags is null ? [.. page.Tags] : [.. _tags.Union(page.Tags)];
        }

        if (page.DroppedValues.Count > 0)
        {
            _dropped = _dropped.Count == 0 ? page.DroppedValues : [.. _dropped.Union(page.DroppedValues).Take(DroppedValue.MostOfAnswer)];
        }

        _total = page.Total ?? _total;
        var isLast = page.Next is null || (operation.Limit is not null && Remaining <= 0);
        if (Count == 1 && isLast)
        {
            return Fact(page.Relations, page.More || page.Next is not null);
        }

        (_gathered ??= []).AddRange(page.Relations);
        if (isLast)
        {
            return Fact(Joined(_gathered), page.More || page.Next is not null);
        }

        _seen ??= [];
        _seen.Add(new(asked.AbsoluteUri, null));
        if (!_seen.Add(page.Next!) || Count >= MostPages)
        {
            return _gathered.Count > 0
                ? Fact(Joined(_gathered), cut: true)
                : new Answer.NotAnswered(NotAnsweredReason.Malformed, "the links to the next page never end");
        }

        Next = page.Next;
        return null;
    }

    private Answer Fact(IReadOnlyList<Relation> relations, bool cut) =>
        relations.Count == 0 && _tags is null && !cut
            ? Answer.Empty.Without(_dropped)
            : new Answer.Found(relations, cut) { Tags = _tags ?? [], Total = _total, Dropped = _dropped };

    // The pages as one answer: what stands on several of them is one relation.
    private IReadOnlyList<Relation> Joined(List<Relation> gathered)
    {
        var relations = operation.KeepsRepeats ? gathered : Repeats.Merged(gathered);
        return operation.Labels.Count < 2 ? relations : [.. relations.OrderBy(r => operation.Labels.TakeWhile(label => label != r.Label).Count())];
    }
}
