using System.Globalization;
using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Answers;
using IocExplorer.SourceSimulator.Dialects;
using IocExplorer.SourceSimulator.Troubles;
using IocExplorer.SourceSimulator.Worlds;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace IocExplorer.SourceSimulator;

/// <summary>
/// All sources, as the server calls them. The path of a healthy request without delay has no wait in it and allocates
/// little more than the strings of the request.
/// </summary>
internal sealed class SourceApplication(
    SimulatorOptions options,
    Accounts accounts,
    AnswerWriter writer,
    TroubleMaker troubleMaker,
    ControlPanel control,
    DialectApplication dialects) : IHttpApplication<Exchange>
{
    private const int QiAnXinKeyError = 10001;
    private const ulong DelayTag = 8_000;
    private readonly PageMaker _pages = new(options.World, options.EmptyAnswers);
    private readonly ulong _seed = unchecked((ulong)options.TroubleSeed);

    public Exchange CreateContext(IFeatureCollection contextFeatures) => new(contextFeatures);

    public void DisposeContext(Exchange context, Exception? exception)
    {
    }

    public Task ProcessRequestAsync(Exchange context)
    {
        var target = DialectTable.WithoutPrefixOfTheFirstTwo(context.Target);
        if (!WireRequest.TryParse(target, out var request))
        {
            if (target.StartsWith(ControlPanel.Prefix, StringComparison.Ordinal))
            {
                return control.ServeAsync(context);
            }

            return DialectTable.Find(target) is { } found ? ServeInDialectAsync(context, found.Dialect, found.Below) : NoSuchAddress(context);
        }

        var key = KeyOf(context, request);
        var plan = control.Plan;
        var ticket = accounts.Start(request.Operation, request.Value, key, PageMaker.CursorTextOf(request), !plan.IsEmpty);
        if (!plan.IsEmpty || !options.Delay.IsNone)
        {
            return ServeSlowlyAsync(context, request, key, plan, ticket);
        }

        var outcome = Outcome.Abandoned;
        try
        {
            outcome = Admit(context, request, key) ?? Answer(context, request);
        }
        finally
        {
            accounts.End(ticket, outcome);
        }

        return Task.CompletedTask;
    }

    private static string? KeyOf(Exchange exchange, in WireRequest request)
    {
        if (request.Operation == Operation.FileReputation)
        {
            return request.Parameter("apikey") is { Length: > 0 } inQuery ? inQuery : null;
        }

        if (RelationTable.IsQiAnXin(request.Operation))
        {
            return null;
        }

        var header = exchange.RequestHeaders["x-apikey"].ToString();
        return header.Length == 0 ? null : header;
    }

    private async Task ServeInDialectAsync(Exchange exchange, Dialect dialect, string rest)
    {
        if (!await dialects.TryServeAsync(exchange, dialect, rest))
        {
            await NoSuchAddress(exchange);
        }
    }

    private Task NoSuchAddress(Exchange exchange)
    {
        accounts.AddUnroutable();
        writer.SendError(exchange, Operation.DomainResolutions, 404);
        return Task.CompletedTask;
    }

    private async Task ServeSlowlyAsync(Exchange exchange, WireRequest request, string? key, TroublePlan plan, Ticket ticket)
    {
        var outcome = Outcome.Abandoned;
        try
        {
            if (!options.Delay.IsNone)
            {
                var hash = StableHash.Of(_seed + (ulong)ticket.Attempt, DelayTag + (ulong)request.Operation, request.Value);
                await Task.Delay(options.Delay.At(StableHash.AsShare(hash)), options.TimeProvider, exchange.Aborted);
            }

            outcome = Admit(exchange, request, key)
                ?? (plan.Decide(request.Operation, request.Value, key, ticket.Attempt) is { } trouble
                    ? await MakeTroubleAsync(exchange, request, trouble, ticket)
                    : Answer(exchange, request));
        }
        catch (Exception left) when (left is OperationCanceledException or IOException)
        {
            // The client is gone, and so is the need for an answer.
        }
        finally
        {
            accounts.End(ticket, outcome);
        }
    }

    private async Task<Outcome> MakeTroubleAsync(Exchange exchange, WireRequest request, Trouble trouble, Ticket ticket)
    {
        ticket.Book.AddTrouble(trouble.Rule.Kind);
        return _pages.Make(request, out var fault) is { } page
            ? await troubleMaker.SendAsync(exchange, trouble, page)
            : Refuse(exchange, request, fault);
    }

    private Outcome Answer(Exchange exchange, in WireRequest request)
    {
        if (_pages.Make(request, out var fault) is not { } page)
        {
            return Refuse(exchange, request, fault);
        }

        writer.SendPage(exchange, page);
        return Outcome.Answered;
    }

    private Outcome Refuse(Exchange exchange, in WireRequest request, string? fault)
    {
        if (RelationTable.IsQiAnXin(request.Operation))
        {
            writer.SendQiAnXinRefusal(exchange, request.Operation, 400, fault ?? "bad request");
        }
        else
        {
            writer.SendError(exchange, request.Operation, 400, fault);
        }

        return Outcome.Refused;
    }

    // What the key may do, before anything else: as a real source does, a wrong key is told nothing and costs no quota.
    private Outcome? Admit(Exchange exchange, in WireRequest request, string? key)
    {
        var operation = request.Operation;
        var needsKey = operation >= Operation.FileReputation;
        if (needsKey && (key is null || (options.AcceptedKeys.Count > 0 && !options.AcceptedKeys.Contains(key))))
        {
            if (operation == Operation.FileReputation)
            {
                writer.SendQiAnXinRefusal(exchange, operation, QiAnXinKeyError, "apikey error");
            }
            else if (key is null)
            {
                writer.SendError(exchange, operation, 401, "X-Apikey header is missing", "AuthenticationRequiredError");
            }
            else
            {
                writer.SendError(exchange, operation, 401);
            }

            return Outcome.Refused;
        }

        if (options.QuotaPerMinute.Count > 0
            && options.QuotaPerMinute.TryGetValue(Book.SourceOf(operation), out var perMinute)
            && !accounts.TryTakePermit(Book.SourceOf(operation), key, perMinute, out var untilRoom))
        {
            exchange.ResponseHeaders.RetryAfter = Math.Ceiling(untilRoom.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            writer.SendError(exchange, operation, 429);
            return Outcome.Throttled;
        }

        return null;
    }
}
