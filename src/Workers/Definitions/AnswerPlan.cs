using System.Text;

namespace IocExplorer.Workers.Definitions;

/// <summary>What an operation's definition means for reading an answer, worked out once.</summary>
internal sealed class AnswerPlan
{
    public AnswerPlan(OperationDefinition operation, int maxDepth)
    {
        Operation = operation;
        MaxDepth = maxDepth;
        Marker = Slot(operation.Errors.Marker);
        Code = Slot(operation.Errors.Code);
        Messages = [.. operation.Errors.Message.Select(m => Slot(m))];
        Requirements = [.. operation.Answer.Require.Select(r => (Slot(r.At), r.At.Text, r.AnyOf.Select(t => (t, Encoding.UTF8.GetBytes(t))).ToArray()))];
        NextLink = Slot(operation.Paging?.NextLink);
        Cursor = Slot(operation.Paging?.Cursor);
        Total = Slot(operation.Paging?.Total);
        for (var relation = 0; relation < operation.Relations.Count; relation++)
        {
            Root.AddRelation(operation.Relations[relation].Value, relation);
        }

        var items = Root.Grow(operation.Answer.Items, leadsToRelations: false);
        items.IsItems = true;
        (items.Each ?? items).RequireOneOf(operation.Answer.ItemHasOneOf);
    }

    public OperationDefinition Operation { get; }

    public int MaxDepth { get; }

    public AnswerNode Root { get; } = new();

    public int Slots { get; private set; }

    public int Marker { get; }

    public int Code { get; }

    public IReadOnlyList<int> Messages { get; }

    public IReadOnlyList<(int Slot, string Path, (string Text, byte[] Utf8)[] AnyOf)> Requirements { get; }

    public int NextLink { get; }

    public int Cursor { get; }

    public int Total { get; }

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
