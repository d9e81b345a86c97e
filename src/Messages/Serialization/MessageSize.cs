namespace IocExplorer.Messages.Serialization;

/// <summary>How large things are on the wire, near enough for cutting batches.</summary>
public static class MessageSize
{
    // Query, time and the frame around them.
    private const int Head = 100;

    /// <summary>
    /// About how many bytes an answer takes in an <c>Answered</c>, with its query; never less than it does take while its texts are
    /// ASCII. O(relations and tags).
    /// </summary>
    public static int Of(Answer answer) => answer switch
    {
        Answer.Found found => Clip(Head + Relations(found.Relations) + Tags(found.Tags) + Dropped(found.Dropped)),
        Answer.Empty empty => Clip(Head + Dropped(empty.Dropped)),
        Answer.NotAnswered failure => Clip(Head + failure.Detail.Length),
        _ => Head,
    };

    private static long Relations(IReadOnlyList<Relation> relations)
    {
        long size = 0;
        string? label = null;
        for (var i = 0; i < relations.Count; i++)
        {
            var relation = relations[i];

            // Numbers and times. A label is written once for all relations that have it, and they stand together.
            size += 24 + relation.Target.Value.Length;
            if (relation.Label != label)
            {
                label = relation.Label;
                size += 4 + label.Length;
            }
        }

        return size;
    }

    private static long Tags(IReadOnlyList<AnswerTag> tags)
    {
        long size = 0;
        for (var i = 0; i < tags.Count; i++)
        {
            size += 32 + tags[i].About.Value.Length + tags[i].Name.Length;
        }

        return size;
    }

    private static long Dropped(IReadOnlyList<DroppedValue> dropped)
    {
        long size = 0;
        for (var i = 0; i < dropped.Count; i++)
        {
            size += 16 + dropped[i].Text.Length + dropped[i].Relation.Length + dropped[i].Reason.Length;
        }

        return size;
    }

    private static int Clip(long size) => (int)Math.Min(size, int.MaxValue);
}
