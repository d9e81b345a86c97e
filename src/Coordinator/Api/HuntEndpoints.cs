using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Coordinator.Api.Errors;
using IocExplorer.Coordinator.Api.Hunts;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres.Hunts;
using Microsoft.Net.Http.Headers;

namespace IocExplorer.Coordinator.Api;

/// <summary>Hunts: submit, list, watch, pause, resume, cancel, retry, delete.</summary>
internal sealed class HuntEndpoints(BackendProvider gate, ApiOptions options, ILogger<HuntEndpoints> log)
{
    private const int MostOfAPage = 1000;
    private const int PageSize = 50;

    private static readonly Dictionary<string, HuntState> States = Enum.GetValues<HuntState>().ToDictionary(Problems.Word, StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/hunts", SubmitAsync).RequireAuthorization(Roles.Submit).WithName("submitHunt")
            .WithSummary("Submits a hunt: seeds as JSON, or a seed file as text/csv with the options in the query string.")
            .WithDescription("With the header Idempotency-Key the same content again makes no second hunt: the first is answered, with 200.")
            .Accepts<SubmitHunt>("application/json", "text/csv")
            .Produces<HuntView>(StatusCodes.Status202Accepted).Produces<HuntView>()
            .Refuses(400, 413, 415, 422).WithRequestTimeout(ServiceApi.SubmissionTimeout);
        routes.MapGet("/hunts", ListAsync).RequireAuthorization(Roles.Read).WithName("listHunts")
            .WithSummary("Lists hunts, the newest first.").Produces<HuntPage>().Refuses(422);
        routes.MapGet("/hunts/{id:long}", FindAsync).RequireAuthorization(Roles.Read).WithName("getHunt")
            .WithSummary("Shows a hunt.").Produces<HuntView>().Refuses(404);
        routes.MapGet("/hunts/{id:long}/progress", ProgressAsync).RequireAuthorization(Roles.Read).WithName("watchHunt")
            .WithSummary("Shows how a hunt stands; with Accept: text/event-stream as events `progress`, and one `end` when it is over.")
            .Produces<ProgressView>(StatusCodes.Status200OK, "application/json", "text/event-stream").Refuses(404).DisableRequestTimeout()
            .RequireRateLimiting(RequestLimits.Streams);
        routes.MapGet("/hunts/{id:long}/summary", SummaryAsync).RequireAuthorization(Roles.Read).WithName("summariseHunt")
            .WithSummary("Shows what came of a hunt so far.").Produces<SummaryView>().Refuses(404);
        routes.MapPost("/hunts/{id:long}/pause", PauseAsync).RequireAuthorization(Roles.Submit).WithName("pauseHunt")
            .WithSummary("Stops a running hunt until it is resumed.").Produces<HuntView>().Refuses(404, 409);
        routes.MapPost("/hunts/{id:long}/resume", ResumeAsync).RequireAuthorization(Roles.Submit).WithName("resumeHunt")
            .WithSummary("Lets a paused hunt go on.").Produces<HuntView>().Refuses(404, 409);
        routes.MapPost("/hunts/{id:long}/cancel", CancelAsync).RequireAuthorization(Roles.Submit).WithName("cancelHunt")
            .WithSummary("Stops a hunt for good. What is written stays.").Produces<HuntView>().Refuses(404, 409);
        routes.MapPost("/hunts/{id:long}/retry", RetryAsync).RequireAuthorization(Roles.Submit).WithName("retryHunt")
            .WithSummary("Explores again the trees that lack something, of a finished, cancelled or interrupted hunt; answered queries are not asked again.")
            .Produces<HuntView>().Refuses(404, 409);
        routes.MapDelete("/hunts/{id:long}", DeleteAsync).RequireAuthorization(Roles.Admin).WithName("deleteHunt")
            .WithSummary("Cancels a hunt and removes it with its results. Answers stay in the ledger.").Produces(StatusCodes.Status204NoContent).Refuses(404);
    }

    private async Task<IResult> SubmitAsync(
        HttpContext context, string? name = null, string? depth = null, string? maxAge = null, string? refresh = null, string? plain = null)
    {
        // The options are read with all that is wrong about them at once; they stand here for the OpenAPI document.
        _ = (name, depth, maxAge, refresh, plain);
        var caller = context.User.Identity!.Name!;
        var (request, problem) = await SubmissionReader.ReadAsync(context, caller, options.MaxBodyBytes);
        if (request is null)
        {
            return problem!;
        }

        var (hunt, refusal) = HuntSubmission.Read(request, options);
        if (hunt is null)
        {
            return refusal!;
        }

        var backend = gate.Backend();
        switch (await backend.Hunts.SubmitAsync(hunt, context.RequestAborted))
        {
            case Submission.Made made:
                backend.Commands.Wake(made.Hunt);
                ApiLog.Submitted(log, made.Hunt.Value, hunt.Seeds.Count, caller);
                return TypedResults.Accepted(Place(made.Hunt.Value), await backend.Hunts.FindAsync(made.Hunt, context.RequestAborted));
            case Submission.Repeated repeated:
                context.Response.Headers[HeaderNames.Location] = Place(repeated.Hunt.Value);
                return await FindAsync(repeated.Hunt.Value, context);
            case Submission.KeyIsTaken taken:
                return Problems.Unprocessable(
                    "Idempotency-Key used before",
                    $"This Idempotency-Key stands for hunt {taken.Hunt.Value}, which is of other content. Use a new key for each hunt.");
            default:
                throw new InvalidOperationException("There is no such outcome.");
        }
    }

    private async Task<IResult> ListAsync(HttpContext context, string? before = null, string? limit = null, string? state = null)
    {
        var query = new QueryParameters();
        var (last, most) = (query.Number("before", before, 1, long.MaxValue), query.Number("limit", limit, 1, MostOfAPage));
        if (query.Problem is { } wrong)
        {
            return wrong;
        }

        var wanted = default(HuntState);
        if (state is not null && !States.TryGetValue(state, out wanted))
        {
            return Problems.BadParameter("state", $"one of {string.Join(", ", States.Keys)}");
        }

        var size = (int)(most ?? PageSize);
        var hunts = await gate.Backend().Hunts.ListAsync(last, state is null ? null : wanted, size + 1, context.RequestAborted);
        return TypedResults.Ok(new HuntPage([.. hunts.Take(size)], hunts.Count > size ? hunts[size - 1].Id : null));
    }

    private async Task<IResult> FindAsync(long id, HttpContext context) =>
        await gate.Backend().Hunts.FindAsync(new(id), context.RequestAborted) is { } hunt ? TypedResults.Ok(hunt) : Problems.NoSuchHunt(id);

    private async Task<IResult> ProgressAsync(long id, HttpContext context)
    {
        var backend = gate.Backend();
        var progress = backend.Progress;
        if (await progress.ProgressAsync(new(id), context.RequestAborted) is not { } view)
        {
            return Problems.NoSuchHunt(id);
        }

        if (!EventStream.IsWanted(context.Request))
        {
            return TypedResults.Ok(view);
        }

        // For nginx, which gathers answers otherwise.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(ProgressStream.ReadAsync(view, NextAsync, options, gate.Draining, context.RequestAborted));

        async Task<ProgressView?> NextAsync(CancellationToken cancellation) =>
            await TokenAuthentication.IsStillGoodAsync(context.Request, backend.Directory, cancellation)
                ? await progress.ProgressAsync(new(id), cancellation)
                : null;
    }

    private async Task<IResult> SummaryAsync(long id, HttpContext context) =>
        await gate.Backend().Progress.SummaryAsync(new(id), context.RequestAborted) is { } view ? TypedResults.Ok(view) : Problems.NoSuchHunt(id);

    private Task<IResult> PauseAsync(long id, HttpContext context) => ChangeAsync(
        new HuntProtocol.Pause(new(id)), "paused", context, _ => "Only a running hunt can be paused.");

    private Task<IResult> ResumeAsync(long id, HttpContext context) => ChangeAsync(
        new HuntProtocol.Resume(new(id)),
        "resumed",
        context,
        hunt => hunt.State == HuntState.Running ? "It goes on already." : "Retry it, if it lacks something.");

    private Task<IResult> CancelAsync(long id, HttpContext context) => ChangeAsync(
        new HuntProtocol.Cancel(new(id)), "cancelled", context, _ => "It is over already.");

    private Task<IResult> RetryAsync(long id, HttpContext context) => ChangeAsync(
        new HuntProtocol.Retry(new(id)),
        "retried",
        context,
        hunt => hunt.State.IsOver() ? "It lacks nothing." : "Only a finished, cancelled or interrupted hunt can be; cancel it first.");

    private async Task<IResult> DeleteAsync(long id, HttpContext context)
    {
        var (isDone, problem) = await SendAsync(new HuntProtocol.Delete(new(id)), "deleted", context);
        return problem ?? (isDone ? TypedResults.NoContent() : Problems.NoSuchHunt(id));
    }

    private async Task<IResult> ChangeAsync(HuntProtocol.ICommand command, string what, HttpContext context, Func<HuntView, string> advice)
    {
        var (isDone, problem) = await SendAsync(command, what, context);
        return problem
            ?? (await gate.Backend().Hunts.FindAsync(command.Hunt, context.RequestAborted) is not { } hunt ? Problems.NoSuchHunt(command.Hunt.Value)
            : isDone ? TypedResults.Ok(hunt)
            : Problems.WrongState(hunt, what, advice(hunt)));
    }

    private async Task<(bool IsDone, IResult? Problem)> SendAsync(HuntProtocol.ICommand command, string what, HttpContext context)
    {
        // Looked up before: no supervisor is started for a hunt that does not exist, and an unavailable database is reported at once.
        var backend = gate.Backend();
        if (await backend.Hunts.FindAsync(command.Hunt, context.RequestAborted) is null)
        {
            return (false, Problems.NoSuchHunt(command.Hunt.Value));
        }

        try
        {
            if (!await backend.Commands.SendAsync(command, context.RequestAborted))
            {
                return (false, null);
            }
        }
        catch (LedgerException silence) when (silence.Kind == LedgerErrorKind.Unavailable)
        {
            return (false, Problems.SupervisorAway(command.Hunt.Value));
        }

        backend.Progress.Changed(command.Hunt);
        ApiLog.Changed(log, command.Hunt.Value, what, context.User.Identity!.Name!);
        return (true, null);
    }

    private static string Place(long hunt) => $"{ServiceApi.BasePath}/hunts/{hunt}";
}
