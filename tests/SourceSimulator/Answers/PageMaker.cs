using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Answers;

/// <summary>Cuts the page that a request asks for out of what the world knows.</summary>
internal sealed class PageMaker(IWorld world, EmptyAnswers emptyAnswers)
{
    private const int DefaultLimit = 10;
    private const int VirusTotalMost = 40;
    private const ulong MixTag = 7_000;

    // Record type A, and "any".
    private const int AddressRecords = 1;

    /// <summary>Makes the page; null with a reason when the request's parameters are impossible.</summary>
    public AnswerPage? Make(in WireRequest request, out string? fault)
    {
        fault = null;
        var operation = request.Operation;
        if (operation == Operation.FileReputation)
        {
            return MakeReputation(request.Value);
        }

        var limit = operation == Operation.RegistrantEmail ? 1 : request.Number("limit", DefaultLimit);
        if (limit < 1 || (!RelationTable.IsQiAnXin(operation) && limit > VirusTotalMost))
        {
            fault = $"Argument 'limit' must be between 1 and {VirusTotalMost}";
            return null;
        }

        var cursorText = CursorTextOf(request);
        var cursor = default(Cursor);
        if (cursorText is not null && !Cursor.TryRead(cursorText, out cursor))
        {
            fault = "Invalid cursor";
            return null;
        }

        var known = operation == Operation.Flint && request.Number("rtype", AddressRecords) > AddressRecords
            ? []
            : world.Find(RelationTable.FirstRelationOf(operation), request.Value);
        var page = Cut(request, known, limit, cursorText, cursor.Loop == LoopForm.None ? cursor.Offset : 0);
        if (cursor.Loop != LoopForm.None)
        {
            ContinueLoop(page, cursor.Loop, cursorText!);
        }

        return page;
    }

    /// <summary>The cursor of the request; null on the first page, and for operations that have only one.</summary>
    public static string? CursorTextOf(in WireRequest request)
    {
        var text = request.Query is null || request.Operation is Operation.RegistrantEmail or Operation.ReverseEmail or Operation.FileReputation
            ? null
            : request.Parameter(request.Operation == Operation.Flint ? "lastkey" : "cursor");
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>Turns a first page into the beginning of a loop.</summary>
    public static void BeginLoop(AnswerPage page, LoopForm loop)
    {
        if (loop == LoopForm.Rest)
        {
            page.Values = page.Values[..((page.Values.Length + 1) / 2)];
        }

        page.NextCursor = Cursor.For(loop);
    }

    private static void ContinueLoop(AnswerPage page, LoopForm loop, string cursorText)
    {
        page.Values = loop switch
        {
            LoopForm.Rest => page.Values[((page.Values.Length + 1) / 2)..],
            LoopForm.Empty => [],
            _ => page.Values,
        };
        page.NextCursor = cursorText;
    }

    private AnswerPage Cut(in WireRequest request, IReadOnlyList<string>? known, int limit, string? cursorText, int offset)
    {
        var operation = request.Operation;
        var values = known ?? [];
        var valuesPerRecord = operation == Operation.Flint && world.AnswersAreOnePage && values.Count > limit
            ? (values.Count + limit - 1) / limit
            : 1;
        var begin = Math.Min(offset, values.Count);
        var count = (int)Math.Min((long)limit * valuesPerRecord, values.Count - begin);
        var cut = new AnswerValue[count];
        for (var i = 0; i < count; i++)
        {
            cut[i] = new AnswerValue(values[begin + i]);
        }

        var isPaged = !RelationTable.IsQiAnXin(operation) || operation == Operation.Flint;
        return new AnswerPage
        {
            Operation = operation,
            Value = request.Value,
            Values = cut,
            IsKnown = IsKnown(operation, request.Value, known),
            Total = values.Count,
            Limit = limit,
            Cursor = cursorText,
            NextCursor = isPaged && begin + count < values.Count ? Cursor.For(begin + count) : null,
            ValuesPerRecord = valuesPerRecord,
        };
    }

    private AnswerPage MakeReputation(string value)
    {
        var addresses = world.Find(RelationKind.ReputationAddress, value);
        var domains = world.Find(RelationKind.ReputationDomain, value);
        return new AnswerPage
        {
            Operation = Operation.FileReputation,
            Value = value,
            Values = [.. (addresses ?? []).Select(address => new AnswerValue(address))],
            Domains = [.. (domains ?? []).Select(domain => new AnswerValue(domain))],
            IsKnown = addresses is not null || domains is not null,
        };
    }

    private bool IsKnown(Operation operation, string value, IReadOnlyList<string>? known) =>
        known is { Count: > 0 } || emptyAnswers switch
        {
            EmptyAnswers.EmptyList => true,
            EmptyAnswers.NotFound => false,
            EmptyAnswers.Mixed => (StableHash.Of(0, MixTag + (ulong)operation, value) & 1) == 0,
            _ => known is not null,
        };
}
