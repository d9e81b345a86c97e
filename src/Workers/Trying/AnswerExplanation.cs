using System.Text.Json;
using IocExplorer.Workers.Definitions.Answers;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Trying;

/// <summary>
/// What a definition did not find in an answer, for the author of the definition. Reads the answer a second time, item by item, which is slow.
/// </summary>
/// <param name="OtherShapes">In the order of the definition's paths, each place once.</param>
/// <param name="Dropped">In the same order.</param>
/// <param name="Unmatched">Paths, as they are written, that lead to nothing in this answer.</param>
public sealed record AnswerExplanation(IReadOnlyList<OtherShape> OtherShapes, IReadOnlyList<PositionedDroppedValue> Dropped, IReadOnlyList<string> Unmatched)
{
    public static AnswerExplanation None { get; } = new([], [], []);

    /// <summary>Of a body that is JSON; <see cref="None"/> of any other.</summary>
    /// <param name="body">As it came with HTTP 200.</param>
    /// <param name="maxDepth">Levels of nesting in an answer.</param>
    /// <param name="apiKey">Is shown nowhere, should the answer hold it; null without.</param>
    public static AnswerExplanation Of(OperationDefinition operation, ReadOnlyMemory<byte> body, Ioc asked, int maxDepth, int wanted, string? apiKey)
    {
        body = body.Span.StartsWith(System.Text.Encoding.UTF8.Preamble) ? body[System.Text.Encoding.UTF8.Preamble.Length..] : body;
        body = operation.Answer.Format == AnswerFormat.JsonLines ? JsonLines.ToList(body.Span) : body;
        try
        {
            var values = AnswerValues.Read(body, maxDepth);
            var explainer = new AnswerExplainer(operation, asked, wanted, apiKey);
            explainer.Explain(values.Root);
            return explainer.Explanation;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return None;
        }
    }
}
