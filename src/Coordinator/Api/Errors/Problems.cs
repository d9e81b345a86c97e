using IocExplorer.Messages.Service.Hunts;

namespace IocExplorer.Coordinator.Api.Errors;

/// <summary>What the API refuses, and in which words.</summary>
internal static class Problems
{
    private const string Challenge = "Bearer realm=\"IOC Explorer\"";

    // The ledger's message names hosts and ports, which clients must not see; this node's log has them.
    public static readonly Problem DatabaseAway = new(
        StatusCodes.Status503ServiceUnavailable,
        "database-away",
        "The database is away",
        "The service cannot reach its database now. What was recorded is kept. Try again in a few seconds.")
    { RetryAfter = TimeSpan.FromSeconds(2) };

    public static readonly Problem TimedOut = new(
        StatusCodes.Status503ServiceUnavailable, "took-too-long", "Took too long", "The request took too long and was given up. Try again.")
    { RetryAfter = TimeSpan.FromSeconds(5) };

    public static readonly Problem NoToken = new(
        StatusCodes.Status401Unauthorized,
        "no-token",
        "No token",
        "The service wants a token: give `ioc-explorer` one with --token-file FILE, or send it in the header Authorization: Bearer TOKEN.")
    { Challenge = Challenge };

    public static readonly Problem WrongToken = new(
        StatusCodes.Status401Unauthorized,
        "wrong-token",
        "Wrong token",
        "The token sent is none of this service, or was revoked. Ask an administrator of the service for a new one.")
    { Challenge = Challenge + ", error=\"invalid_token\"" };

    /// <param name="why">A sentence.</param>
    public static Problem LoopbackOnly(string why) => new(
        StatusCodes.Status403Forbidden,
        "loopback-only",
        "Loopback only",
        $"{why} Make a token with `IocExplorer.Coordinator token add NAME --role admin`, or set service.adminTokenFile, and give it to `ioc-explorer` with "
        + "--token-file FILE, or send it in the header Authorization: Bearer TOKEN.");

    public static Problem InsufficientRole(string caller, string role, string needed) => new(
        StatusCodes.Status403Forbidden,
        "insufficient-role",
        "Role too small",
        $"The role of the token {caller} is {role}; this needs {needed}. Use another token.");

    public static Problem TooManyRequests(TimeSpan wait) => new(
        StatusCodes.Status429TooManyRequests,
        "too-many-requests",
        "Too many requests",
        $"There were too many requests in this minute. Try again in {Problem.Seconds(wait)} s.")
    { RetryAfter = wait };

    public static Problem TooManyStreams(int most) => new(
        StatusCodes.Status503ServiceUnavailable,
        "too-many-streams",
        "Too many streams of progress",
        $"This node sends {most} event streams already, the most it may. Try again in 10 s, or ask without Accept: text/event-stream.")
    { RetryAfter = TimeSpan.FromSeconds(10) };

    public static Problem SupervisorAway(long hunt) => new(
        StatusCodes.Status503ServiceUnavailable,
        "supervisor-away",
        "The hunt's supervisor does not answer",
        $"The node that supervises hunt {hunt} may have gone a moment ago; another takes over."
            + " What was asked for may have been done: look at the hunt, or ask again.")
    { RetryAfter = TimeSpan.FromSeconds(5) };

    public static readonly Problem Fault = new(
        StatusCodes.Status500InternalServerError,
        "fault",
        "A fault of the program",
        "The coordinator's log says more about it, under traceId. Please report it.");

    public static readonly Problem NotJson = new(
        StatusCodes.Status400BadRequest, "not-json", "Not JSON", "The body is no JSON of the form that is wanted; /openapi/v1.json describes it.");

    public static Problem NoSuchHunt(long hunt) => NotFound(
        "no-such-hunt", "No such hunt", $"There is no hunt {hunt}. `ioc-explorer hunts` or GET /api/v1/hunts lists those there are.");

    public static Problem NoSuchTree(long hunt, int number) => NotFound(
        "no-such-tree", "No such tree", $"Hunt {hunt} has no tree {number}. GET /api/v1/hunts/{hunt}/trees lists those it has.");

    public static Problem NoTreeOfSeed(long hunt) => NotFound(
        "no-tree-of-seed",
        "No such tree",
        $"Hunt {hunt} has no written tree of that seed. See its trees with GET /api/v1/hunts/{hunt}/trees.");

    public static Problem NotWritten(long hunt, int number) => NotFound(
        "tree-not-written",
        "Tree not written",
        $"Tree {number} of hunt {hunt} is not written. GET /api/v1/hunts/{hunt}/trees says where it stands.");

    public static readonly Problem NoSuchToken = NotFound(
        "no-such-token", "No such token", "There is no token of that name. `ioc-explorer token list` or GET /api/v1/tokens lists those there are.");

    /// <param name="what">What was wanted of the hunt: <c>paused</c>.</param>
    /// <param name="advice">What can be done instead.</param>
    public static Problem WrongState(HuntView hunt, string what, string advice) => new(
        StatusCodes.Status409Conflict, "wrong-state", "Not in this state", $"Hunt {hunt.Id} is {Word(hunt.State)} and cannot be {what}. {advice}");

    /// <summary>Understood, and not to be done.</summary>
    /// <param name="errors">Each reason for itself, when there are several.</param>
    public static Problem Unprocessable(string title, string detail, params IReadOnlyList<string> errors) =>
        new(StatusCodes.Status422UnprocessableEntity, "wrong-values", title, detail) { Errors = errors };

    /// <summary>A submission of which some things, or one, are wrong.</summary>
    public static Problem NotSubmitted(IReadOnlyList<string> errors) => Unprocessable(
        "The hunt cannot be submitted", errors.Count == 1 ? errors[0] : "Several things are wrong; errors names each.", errors);

    /// <summary>In the path or the query string.</summary>
    public static Problem BadParameter(string name, string wanted) =>
        Unprocessable("A parameter is wrong", $"The parameter {name} must be {wanted}.");

    /// <summary>The request is not one that HTTP or this program understands.</summary>
    public static Problem OfStatus(int status, PathString path) => status switch
    {
        StatusCodes.Status400BadRequest => new(status, "bad-request", "Bad request", "The request cannot be understood; /openapi/v1.json describes what can."),
        StatusCodes.Status404NotFound => NotFound(
            "no-such-address", "No such address", $"Nothing is at {path.ToUriComponent()}. /openapi/v1.json describes what there is."),
        StatusCodes.Status405MethodNotAllowed => new(status, "wrong-method", "Wrong method", "The header Allow says which methods this address has."),
        StatusCodes.Status408RequestTimeout => new(status, "request-too-slow", "Request too slow", "The request came in too slowly. Try again."),
        StatusCodes.Status413PayloadTooLarge => new(
            status,
            "too-large",
            "Too large",
            "The body is larger than the service takes. Split the seeds into several hunts, or have service.maxBodyBytes raised."),
        StatusCodes.Status415UnsupportedMediaType => new(
            status, "wrong-media-type", "Wrong media type", "Send seeds as text/csv or application/json in UTF-8, everything else as application/json."),
        _ => new(status, "refused", "Refused", "The request was refused; /openapi/v1.json describes what is understood."),
    };

    /// <summary>As in JSON and in the query string.</summary>
    public static string Word(HuntState state) => state.ToString().ToLowerInvariant();

    private static Problem NotFound(string name, string title, string detail) => new(StatusCodes.Status404NotFound, name, title, detail);
}
