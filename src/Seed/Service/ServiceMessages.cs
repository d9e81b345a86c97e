using System.Net;
using IocExplorer.Hosting.Configuration;
using Microsoft.AspNetCore.WebUtilities;

namespace IocExplorer.Seed.Service;

/// <summary>What goes wrong between console and service, in words: what happened, to what, what to do.</summary>
internal static class ServiceMessages
{
    /// <summary>The longest pause that the service can ask for and the console still waits.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>The service answered, but not with what was wanted.</summary>
    public static ServiceException Refused(ServiceCall call, ServiceAccess access, HttpStatusCode status, ServiceProblem problem, TimeSpan? retryAfter)
    {
        var name = problem.Title.Length > 0 ? problem.Title : ReasonPhrases.GetReasonPhrase((int)status);
        var why = $"HTTP {(int)status}{(name.Length > 0 ? " " + name.TrimEnd('.') : "")}";

        // A detail is more precise than the status and says what to do.
        var more = problem.Detail.Length > 0 ? Sentence(problem.Detail) : Advice(access, status, retryAfter);
        return new([.. new[] { $"{call.Failure} ({why}). {more}".TrimEnd() }.Concat(problem.Errors.Select(e => $"  {e}")).Select(access.WithoutToken)])
        {
            Status = status,
            Why = access.WithoutToken(why),
            RetryAfter = retryAfter,
            MayPass = status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError && !(retryAfter > LongestWait),
            NothingDone = status is HttpStatusCode.TooManyRequests or (>= HttpStatusCode.Ambiguous and < HttpStatusCode.InternalServerError),
        };
    }

    /// <summary>There was no connection.</summary>
    public static ServiceException Unreachable(ServiceCall call, ServiceAccess access, string error, bool mayPass, Exception? cause) =>
        new([$"{call.Failure}: {access} cannot be reached ({error}). Start the service, or give its address with --server."], cause)
        {
            Why = error,
            MayPass = mayPass,
            NothingDone = true,
        };

    /// <summary>There was a connection, and then no answer, or half of one.</summary>
    public static ServiceException BrokenOff(ServiceCall call, ServiceAddress server, string error, Exception? cause) =>
        new(
            [
                $"{call.Failure}{(call.MayRepeat ? "" : ", or nobody knows whether it was")}: {server} was asked, but {error}."
                + $" {(call.MayRepeat ? "Try again." : "Look before you try again.")}",
            ],
            cause)
        {
            Why = error,
            MayPass = true,
        };

    /// <summary>What came is not what a service of this kind sends.</summary>
    public static ServiceException NotOurs(ServiceCall call, ServiceAddress server, string error, Exception? cause) =>
        new(
            [
                $"{call.Failure}: what {server} sent is not the answer of IOC Explorer's service, or of another version ({error})."
                + " Check --server, and the versions of both ends.",
            ],
            cause)
        {
            Why = error,
        };

    private static string Advice(ServiceAccess access, HttpStatusCode status, TimeSpan? retryAfter) => status switch
    {
        HttpStatusCode.Unauthorized when access.Token is null => $"Give a token with --token-file FILE or {ServiceVariables.TokenFile}.",
        HttpStatusCode.Unauthorized => "The token is mistyped, revoked, or that of another service: ask an administrator of the service for a new one.",
        HttpStatusCode.Forbidden => "Use a token with a role that may do this.",
        HttpStatusCode.NotFound => "Check --server: this is no address of IOC Explorer's service.",
        HttpStatusCode.Conflict => "`ioc-explorer hunts` shows where each hunt stands.",
        HttpStatusCode.RequestEntityTooLarge => "Split the seeds into several hunts, or have the service's service.maxBodyBytes raised.",
        HttpStatusCode.TooManyRequests => $"Try again {In(retryAfter)}.",
        HttpStatusCode.ServiceUnavailable => $"Try again {In(retryAfter)}; the service keeps what it has.",
        >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => "That leads elsewhere, and is not followed. Give the right address with --server.",
        >= HttpStatusCode.InternalServerError => "Try again; if it stays like this, the coordinator's log says more.",
        _ => "",
    };

    private static string In(TimeSpan? after) => after is { } span && span > TimeSpan.Zero ? $"in {Duration.Text(span)}" : "later";

    private static string Sentence(string text) => text.Length == 0 || text[^1] is '.' or '!' or '?' ? text : text + ".";
}
