using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Answers;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Troubles;

/// <summary>Carries a trouble out: spoils the healthy page, or the way it is sent, or has a wrong answer sent instead.</summary>
internal sealed class TroubleMaker(AnswerWriter writer, Uri foreignHost, TimeProvider time)
{
    private readonly WrongAnswers _wrongAnswers = new(writer, foreignHost, time);

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
            case TroubleKind.Drip:
                return await DripAsync(exchange, page, trouble.Rule.Every);
            case TroubleKind.Hang:
                return await HangAsync(exchange, page, trouble.Form == "body");
            case TroubleKind.Reset:
                return await ResetAsync(exchange, page, trouble.Form == "body");
            case TroubleKind.Truncate:
                await SendHalfAsync(exchange, page);
                return Outcome.Troubled;
            case TroubleKind.Bomb or TroubleKind.Big:
                return await SendMuchAsync(exchange, trouble.Rule.Kind);
            default:
                _wrongAnswers.Send(exchange, trouble, page);
                return Outcome.Troubled;
        }
    }

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

    private async Task<Outcome> DripAsync(Exchange exchange, AnswerPage page, TimeSpan every)
    {
        var body = writer.MakePage(page, out var status);
        exchange.Begin(status, Exchange.Json, body.Length);
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

    private async Task<Outcome> HangAsync(Exchange exchange, AnswerPage page, bool afterHalf)
    {
        if (afterHalf)
        {
            await SendHalfAsync(exchange, page);
        }

        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = exchange.Aborted.UnsafeRegister(static state => ((TaskCompletionSource)state!).SetResult(), left);
        await left.Task;
        return Outcome.Troubled;
    }

    private async Task<Outcome> ResetAsync(Exchange exchange, AnswerPage page, bool afterHalf)
    {
        if (afterHalf)
        {
            await SendHalfAsync(exchange, page);
        }

        exchange.Abort();
        return Outcome.Troubled;
    }

    private async Task SendHalfAsync(Exchange exchange, AnswerPage page)
    {
        var body = writer.MakePage(page, out var status);
        exchange.Begin(status, Exchange.Json, body.Length);
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
