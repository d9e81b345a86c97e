using System.Text.Json;
using System.Text.Unicode;
using IocExplorer.Workers.Definitions.Model;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>Says what a response means that is no answer: by its status, and by the code and the text of the source itself.</summary>
internal sealed class RefusalReader(AnswerPlan plan)
{
    private const int MostErrorBytes = 64 * 1024;

    private OperationDefinition Operation => plan.Operation;

    /// <summary>The source said so itself, by a code or a sign: other than an empty list, nothing that stands beside it counts.</summary>
    public static PageOutcome.Page KnowsNothing { get; } = new([], 0, 0, null, More: false);

    public PageOutcome Read(int status, ReadOnlySpan<byte> body)
    {
        var http = $"HTTP {status}";
        var walk = new AnswerWalk(body, plan, 0);
        ReadError(body, ref walk);
        if (Operation.Errors.Statuses.TryGetValue(status, out var meaning))
        {
            return ByMeaning(meaning, http, walk, body);
        }

        return status switch
        {
            429 => new PageOutcome.Throttled(Detail(http, walk, body)),
            408 or >= 500 and <= 599 => new PageOutcome.Failed(Detail(http, walk, body), MayPass: true),
            >= 200 and <= 299 => new PageOutcome.Malformed($"{http} is no answer"),
            >= 300 and <= 399 => new PageOutcome.Failed($"{http}: redirects are not followed", MayPass: false),
            _ => BySourceCode(walk, body, http, mayBeEmpty: status is >= 400 and < 500 and not (401 or 403)) ?? status switch
            {
                _ when Operation.EmptyStatuses.Contains(status) => WithoutData(http, body),
                401 => ByMeaning(ErrorMeaning.KeyRefused, http, walk, body),
                403 => new PageOutcome.OperationRefused(Detail(http, walk, body)),
                _ => new PageOutcome.Failed(Detail(http, walk, body), MayPass: false),
            },
        };
    }

    /// <summary>What cannot be read here leaves the status to speak for itself.</summary>
    public static void ReadError(ReadOnlySpan<byte> body, ref AnswerWalk walk)
    {
        if (body.Length > MostErrorBytes || !body.TrimStart(" \t\r\n"u8).StartsWith("{"u8) || !Utf8.IsValid(body))
        {
            return;
        }

        try
        {
            walk.Read();
        }
        catch (JsonException)
        {
        }
    }

    /// <summary>By the code or the text of an error, where they have a meaning.</summary>
    /// <param name="what">How the detail begins.</param>
    /// <param name="mayBeEmpty">Whether a code may say that the source knows nothing.</param>
    public PageOutcome? BySourceCode(in AnswerWalk walk, ReadOnlySpan<byte> body, string what, bool mayBeEmpty = true)
    {
        var isThrottled = Message(walk, body) is { } message && ErrorText.IsThrottled(message, Operation.Errors);
        var hasMeaning = Operation.Errors.Codes.TryGetValue(walk[plan.Code].Text(body) ?? "", out var meaning) && (mayBeEmpty || meaning != ErrorMeaning.Empty);

        // Some sources have one code for every error; then the text knows more.
        return isThrottled && !(hasMeaning && meaning is ErrorMeaning.KeyRefused or ErrorMeaning.OperationRefused)
                ? new PageOutcome.Throttled(Detail(what, walk, body))
            : hasMeaning ? ByMeaning(meaning, what, walk, body)
            : null;
    }

    /// <summary>In words: the status, the source's own code and its text.</summary>
    public string Detail(string what, in AnswerWalk walk, ReadOnlySpan<byte> body)
    {
        var code = walk[plan.Code].Text(body) is { Length: > 0 } text ? ErrorText.Sanitize(text, plan.Secrets) : "";
        var message = Message(walk, body) is { } said ? ErrorText.Sanitize(said, plan.Secrets) : "";
        return what
            + (code.Length > 0 && !what.EndsWith($" {code}", StringComparison.Ordinal) ? $" {code}" : "")
            + (message.Length > 0 ? $": {message}" : "");
    }

    // A page for people is a proxy's, or that of a wrong address: the source has not received the question.
    private PageOutcome WithoutData(string http, ReadOnlySpan<byte> body) => !Operation.EmptyPages && body.TrimStart(" \t\r\n"u8).StartsWith("<"u8)
        ? new PageOutcome.Malformed($"{http} with a web page in place of an answer")
        : KnowsNothing;

    // Details are costly, and most refusals are a source's way to say that it knows nothing.
    private PageOutcome ByMeaning(ErrorMeaning meaning, string what, in AnswerWalk walk, ReadOnlySpan<byte> body) => meaning switch
    {
        ErrorMeaning.Throttled => new PageOutcome.Throttled(Detail(what, walk, body)),

        // Where no key was sent, none can be wrong: the key must not be given up for it.
        ErrorMeaning.KeyRefused when Operation.NeedsKey => new PageOutcome.KeyRefused(Detail(what, walk, body)),
        ErrorMeaning.KeyRefused or ErrorMeaning.OperationRefused => new PageOutcome.OperationRefused(Detail(what, walk, body)),
        ErrorMeaning.FailedForNow => new PageOutcome.Failed(Detail(what, walk, body), MayPass: true),
        ErrorMeaning.Empty => KnowsNothing,
        _ => new PageOutcome.Failed(Detail(what, walk, body), MayPass: false),
    };

    private string? Message(in AnswerWalk walk, ReadOnlySpan<byte> body)
    {
        foreach (var slot in plan.Messages)
        {
            if (walk[slot].Text(body) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return walk[plan.Marker].Text(body);
    }
}
