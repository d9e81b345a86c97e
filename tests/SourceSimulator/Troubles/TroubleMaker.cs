using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Answers;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Troubles;

/// <summary>Carries a trouble out: spoils the healthy page, or the way it is sent, or has a wrong answer sent instead.</summary>
internal sealed class TroubleMaker(AnswerWriter writer, WrongAnswers wrongAnswers, Uri foreignHost, TimeProvider time)
{

    /// <summary>Sends the trouble; says whether the client got a good answer after all.</summary>
    public async Task<Outcome> SendAsync(Exchange exchange, Trouble trouble, AnswerPage page)
    {
        switch (trouble.Rule.Kind)
        {
            case TroubleKind.Hostile:
                PutHostileValuesInto(page, trouble);
                writer.SendPage(exchange, page);
                return Outcome.Answered;
            case TroubleKind.NextElsewhere:
                page.NextCursor ??= Cursor.For(page.Total);
                page.NextBase = (trouble.Rule.Location ?? foreignHost.ToString()).TrimEnd('/');
                writer.SendPage(exchange, page);
                return Outcome.Answered;
            case TroubleKind.NextLoop:
                BeginLoop(page, trouble.Form);
                writer.SendPage(exchange, page);
                return Outcome.Answered;
            case TroubleKind.Drip or TroubleKind.Hang or TroubleKind.Reset or TroubleKind.Truncate or TroubleKind.Bomb or TroubleKind.Big:
                var body = writer.MakePage(page, out var status);
                return await SpoilAsync(exchange, trouble, status, Exchange.Json, body);
            default:
                wrongAnswers.Send(exchange, trouble, page);
                return Outcome.Troubled;
        }
    }

    /// <summary>Sends a healthy answer in an unhealthy way, or something else of the wrong size.</summary>
    public Task<Outcome> SpoilAsync(Exchange exchange, Trouble trouble, int status, string contentType, byte[] body) => trouble.Rule.Kind switch
    {
        TroubleKind.Drip => DripAsync(exchange, status, contentType, body, trouble.Rule.Every),
        TroubleKind.Hang => HangAsync(exchange, status, contentType, body, trouble.Form == "body"),
        TroubleKind.Reset => ResetAsync(exchange, status, contentType, body, trouble.Form == "body"),
        TroubleKind.Truncate => TruncateAsync(exchange, status, contentType, body),
        _ => SendMuchAsync(exchange, trouble.Rule.Kind),
    };

    private static void BeginLoop(AnswerPage page, string form) => PageMaker.BeginLoop(page, form switch
    {
        "same" => LoopForm.Same,
        "empty" => LoopForm.Empty,
        _ => LoopForm.Rest,
    });

    private static void PutHostileValuesInto(AnswerPage page, Trouble trouble)
    {
        var literals = HostileValues.Of(trouble.Form).Select(literal => new AnswerValue(literal, IsJson: true)).ToArray();
        page.IsKnown = true;
        if (page.Operation == Operation.FileReputation)
        {
            page.Values = [.. literals, .. page.Values];
            page.Domains = [.. literals, .. page.Domains];
            return;
        }

        // In front where the limit leaves room; behind where not, so that a client that cuts at the limit loses no value.
        var room = page.Limit - page.Values.Length;
        page.Values = room > 0 ? [.. literals.Take(room), .. page.Values] : [.. page.Values, literals[0]];
    }

    private async Task<Outcome> DripAsync(Exchange exchange, int status, string contentType, byte[] body, TimeSpan every)
    {
        exchange.Begin(status, contentType, body.Length);
        await exchange.SendHeadersAsync();
        for (var i = 0; i < body.Length; i++)
        {
            await Task.Delay(every, time, exchange.Aborted);
            if (!await exchange.WriteAsync(body.AsMemory(i, 1)))
            {
                return Outcome.Abandoned;
            }
        }

        return Outcome.Answered;
    }

    private static async Task<Outcome> HangAsync(Exchange exchange, int status, string contentType, byte[] body, bool afterHalf)
    {
        if (afterHalf)
        {
            await SendHalfAsync(exchange, status, contentType, body);
        }

        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = exchange.Aborted.UnsafeRegister(static state => ((TaskCompletionSource)state!).SetResult(), left);
        await left.Task;
        return Outcome.Troubled;
    }

    private static async Task<Outcome> ResetAsync(Exchange exchange, int status, string contentType, byte[] body, bool afterHalf)
    {
        if (afterHalf)
        {
            await SendHalfAsync(exchange, status, contentType, body);
        }

        exchange.Abort();
        return Outcome.Troubled;
    }

    private static async Task<Outcome> TruncateAsync(Exchange exchange, int status, string contentType, byte[] body)
    {
        await SendHalfAsync(exchange, status, contentType, body);
        return Outcome.Troubled;
    }

    private static async Task SendHalfAsync(Exchange exchange, int status, string contentType, byte[] body)
    {
        exchange.Begin(status, contentType, body.Length);
        _ = await exchange.WriteAsync(body.AsMemory(0, body.Length / 2));
    }

    private static async Task<Outcome> SendMuchAsync(Exchange exchange, TroubleKind kind)
    {
        var takesGzip = exchange.RequestHeaders.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (kind == TroubleKind.Bomb && takesGzip)
        {
            exchange.ResponseHeaders.ContentEncoding = "gzip";
            exchange.Send(200, Exchange.Json, PreparedBodies.Bomb);
            return Outcome.Troubled;
        }

        exchange.Begin(200, Exchange.Json, PreparedBodies.BigBytes);
        foreach (var piece in PreparedBodies.BigPieces())
        {
            if (!await exchange.WriteAsync(piece))
            {
                break;
            }
        }

        return Outcome.Troubled;
    }
}
