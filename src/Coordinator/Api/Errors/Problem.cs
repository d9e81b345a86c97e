using System.Globalization;
using IocExplorer.Messages.Service.Seeds;
using Microsoft.AspNetCore.Mvc;

namespace IocExplorer.Coordinator.Api.Errors;

/// <summary>An answer that is a refusal, in the form of RFC 9457: what happened, to what, and what to do. Never holds a token or a secret.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Type">For programs; <see cref="TypePrefix"/> comes before it.</param>
/// <param name="Title">The same for each problem of the type.</param>
/// <param name="Detail">For people.</param>
internal sealed record Problem(int Status, string Type, string Title, string Detail) : IResult
{
    /// <summary>What comes before the name of each type of problem: a name for programs, not an address.</summary>
    public const string TypePrefix = "urn:ioc-explorer:problem:";

    private const string TraceIdMember = "traceId";

    /// <summary>Each of the things that are wrong, when several are.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>Lines of a seed file that are no seeds; shown as errors.</summary>
    public IReadOnlyList<BadSeedLine> BadLines { get; init; } = [];

    /// <summary>When the same request may go better.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How to authenticate.</summary>
    public string? Challenge { get; init; }

    /// <summary>Finds the line of the log that says more.</summary>
    public string? TraceId { get; init; }

    /// <summary>As in Retry-After: whole seconds, rounded up, at least 1.</summary>
    public static string Seconds(TimeSpan wait) => Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        if (RetryAfter is { } wait)
        {
            headers.RetryAfter = Seconds(wait);
        }

        if (Challenge is not null)
        {
            headers.WWWAuthenticate = Challenge;
        }

        var problem = new ProblemDetails
        {
            Type = TypePrefix + Type,
            Title = Title,
            Status = Status,
            Detail = Detail,
            Instance = httpContext.Request.Path.ToUriComponent(),
        };
        if (TraceId is not null)
        {
            problem.Extensions[TraceIdMember] = TraceId;
        }

        if (Errors.Count + BadLines.Count > 0)
        {
            problem.Extensions["errors"] = (object[])[.. Errors, .. BadLines];
        }

        return TypedResults.Problem(problem).ExecuteAsync(httpContext);
    }

    /// <summary>The framework names a trace in every problem; only of faults the log has a line that is found by it.</summary>
    public static void Customize(ProblemDetailsContext context)
    {
        context.ProblemDetails.Extensions.Remove(TraceIdMember);
        if (context.ProblemDetails.Status == StatusCodes.Status500InternalServerError)
        {
            context.ProblemDetails.Extensions[TraceIdMember] = context.HttpContext.TraceIdentifier;
        }
    }
}
