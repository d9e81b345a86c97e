using System.Globalization;
using System.Text.Json;
using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Inputs;
using IocExplorer.Workers;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>A response to any operation of any source.</summary>
internal sealed class AnswerKind : IFuzzKind
{
    // Deeper than any answer may be: whether it is JSON and whether it is too deep are two questions.
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 10_000 };
    private static readonly int[] s_statuses = [400, 401, 403, 404, 408, 410, 422, 429, 301, 302, 307, 204, 202, 206, 500, 502, 503, 504, 520, 0, 999];

    public string Name => "answer";

    public FuzzInput Make(FuzzRandom random)
    {
        var variant = random.Next();
        var (definition, _) = Of(variant);
        var answer = new AnswerTexts(definition, random).Make();
        if (definition.Answer.Format == AnswerFormat.JsonLines && answer.Items is { } rows && !random.OneIn(10))
        {
            return new(ByteMutation.Of(TextMutation.Mutate(string.Join('\n', rows.Select(JsonWriting.Of)), random), random), variant);
        }

        return new(JsonMutation.Mutate(answer, random), variant);
    }

    public bool Try(FuzzInput input)
    {
        var (definition, operation) = Of(input.Variant);
        var asked = AskedOperations.Asked(operation, input.Variant >> 20);
        var remaining = (input.Variant >> 30) % 4 == 0 ? (int)((input.Variant >> 32) % 4) + 1 : operation.Limit ?? int.MaxValue;
        remaining = Math.Min(remaining, operation.Limit ?? int.MaxValue);
        var page = (input.Variant >> 36) % 8 == 0 ? new NextPage(null, "2") : null;
        page = page is not null && operation.RefuseNext(page) is null ? page : null;
        var status = Status(input.Variant);

        var outcome = operation.ReadPage(status, input.Bytes, asked, remaining, page);

        var isTaken = OutcomeChecks.Sound(outcome, operation, asked, remaining);
        if (outcome is PageOutcome.Page)
        {
            MayBeAnAnswer(status, input.Bytes, definition);
        }

        return isTaken;
    }

    public string Describe(FuzzInput input)
    {
        var operation = Of(input.Variant).Operation.Operation;
        return string.Create(CultureInfo.InvariantCulture, $"{operation.Source} {operation.Name}, HTTP {Status(input.Variant)}");
    }

    // What is an error must never be taken for an answer, and so for empty.
    private static void MayBeAnAnswer(int status, byte[] body, OperationDefinition definition)
    {
        if (status != 200)
        {
            BrokenPromiseException.Unless(status is >= 400 and < 500 && status != 429, $"HTTP {status} is taken for an answer");
            return;
        }

        if (definition.Answer.Format == AnswerFormat.JsonLines)
        {
            return;
        }

        ReadOnlyMemory<byte> json = body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsMemory(3) : body;
        try
        {
            using var document = JsonDocument.Parse(json, s_deep);
            BrokenPromiseException.Unless(!CallsItselfAnError(document.RootElement, definition.Errors),
                $"a body that calls itself an error is taken for an answer");
        }
        catch (JsonException)
        {
            throw new BrokenPromiseException("a body that is no JSON is taken for an answer");
        }
        catch (InvalidOperationException)
        {
            // A name that is no text: this reader cannot tell then.
        }
    }

    // What its own code means is the definition's to say, and that can be "nothing known".
    private static bool CallsItselfAnError(JsonElement answer, ErrorDefinition errors)
    {
        var isError = At(answer, errors.Marker) is { ValueKind: not JsonValueKind.Null };
        var code = At(answer, errors.Code) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } written ? written.ToString() : "";
        return isError && !errors.Codes.ContainsKey(code);
    }

    private static JsonElement? At(JsonElement at, AnswerPath? path)
    {
        foreach (var step in path?.Steps ?? [])
        {
            if (step is not PathStep.Member { Name: var name } || at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return path is null ? null : at;
    }

    private static int Status(ulong variant) => (variant >> 40) % 7 == 0 ? s_statuses[(int)((variant >> 44) % (ulong)s_statuses.Length)] : 200;

    private static (OperationDefinition Definition, SourceOperation Operation) Of(ulong variant) =>
        AskedOperations.All[(int)(variant % (ulong)AskedOperations.All.Count)];
}
