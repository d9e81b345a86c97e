using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>The way of a request to a source of its own dialect: read, counted, delayed, let in or not, and answered or troubled.</summary>
internal sealed class DialectApplication(SimulatorOptions options, Accounts accounts, ControlPanel control, DialectTroubles troubles, string server)
{
    private const ulong DelayTag = 8_500;
    private readonly Knowledge _knowledge = new(options.World, server, options.PageSize);

    /// <summary>False when the source has no such address; the request is then untouched.</summary>
    public async Task<bool> TryServeAsync(Exchange exchange, Dialect dialect, string target)
    {
        var body = exchange.Method == "POST" ? await exchange.ReadBodyAsync() : "";
        var request = new DialectRequest(exchange.Method, target, exchange.RequestHeaders, body);
        if (dialect.Read(request) is not { } question)
        {
            return false;
        }

        var asked = new AskedQuery(dialect.Source, question.Operation, question.Type, question.Value);
        var key = dialect.KeyOf(request);
        var ticket = accounts.Start(asked, key, question.Page);
        var outcome = Outcome.Abandoned;
        try
        {
            outcome = await ServeAsync(exchange, dialect, request, question, asked, key, ticket);
        }
        catch (Exception left) when (left is OperationCanceledException or IOException)
        {
            // The client is gone, and so is the need for an answer.
        }
        finally
        {
            accounts.End(ticket, outcome);
        }

        return true;
    }

    private async Task<Outcome> ServeAsync(Exchange exchange, Dialect dialect, DialectRequest request, Question question, AskedQuery asked, string? key,
        Ticket ticket)
    {
        if (!options.Delay.IsNone)
        {
            var hash = StableHash.Of(unchecked((ulong)options.TroubleSeed) + (ulong)ticket.Attempt, DelayTag, asked.Name + asked.Value);
            await Task.Delay(options.Delay.At(StableHash.AsShare(hash)), options.TimeProvider, exchange.Aborted);
        }

        var isAccepted = options.AcceptedKeys.Count == 0 || (key is not null && options.AcceptedKeys.Contains(key));
        if (dialect.RefuseKey(request, key, isAccepted) is { } refusal)
        {
            dialect.WithUsualHeaders(refusal).SendTo(exchange);
            return Outcome.Refused;
        }

        if (options.QuotaPerMinute.TryGetValue(dialect.Source, out var perMinute) && !accounts.TryTakePermit(dialect.Source, key, perMinute, out var untilRoom))
        {
            dialect.WithUsualHeaders(dialect.Throttled((int)Math.Ceiling(untilRoom.TotalSeconds))).SendTo(exchange);
            return Outcome.Throttled;
        }

        var plan = control.Plan;
        if (!plan.IsEmpty && plan.Decide(asked, key, ticket.Attempt) is { } trouble)
        {
            ticket.Book.AddTrouble(trouble.Rule.Kind);
            return await troubles.SendAsync(exchange, trouble, dialect, Healthy);
        }

        var reply = Healthy([]);
        reply.SendTo(exchange);
        return reply.IsRefusal ? Outcome.Refused : Outcome.Answered;

        Reply Healthy(IReadOnlyList<string> hostile) =>
            dialect.WithUsualHeaders(dialect.Answer(request, question, hostile.Count == 0 ? _knowledge : _knowledge with { Hostile = hostile }));
    }
}
