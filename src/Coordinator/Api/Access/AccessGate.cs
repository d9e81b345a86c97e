using System.Collections.Concurrent;
using System.Net;
using IocExplorer.Coordinator.Api.Errors;
using IocExplorer.Messages.Service;
using Microsoft.AspNetCore.Http;

namespace IocExplorer.Coordinator.Api.Access;

/// <summary>Before every endpoint that needs a role: who asks, how often, and whether that is enough.</summary>
/// <remarks>
/// An address whose strangers have used up their minute is told so whatever token it brings, right or wrong: otherwise guessing would go on. Those whose token was
/// good from there before are let through: one program with a wrong token must not lock out all others behind the same proxy.
/// </remarks>
internal sealed class AccessGate(RequestDelegate next, BackendProvider gate, RequestLimits limits)
{
    private const int MostKnown = 10_000;
    private const string Scheme = "Bearer ";
    private const string Challenge = "Bearer realm=\"IOC Explorer\"";

    private readonly ConcurrentDictionary<(IPAddress, string), bool> _known = [];

    /// <summary>Who asks; there is one behind this gate, and only there.</summary>
    public static Caller CallerOf(HttpContext context) => context.Features.Get<Caller>() ?? throw new InvalidOperationException("This endpoint needs no role, so nobody knows who asks.");

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsRole>() is not { } needed)
        {
            await next(context);
            return;
        }

        var remote = context.Connection.RemoteIpAddress;
        var (caller, refusal) = await RecogniseAsync(context, remote);
        var wait = caller is not null && (limits.HasStrangersLeft(remote) || _known.ContainsKey((remote ?? IPAddress.None, caller.Name)))
            ? limits.Take(caller)
            : limits.TakeAsStranger(remote);
        refusal = wait is { } time ? TooMany(time)
            : caller is not null && caller.Role < needed.Role ? TooSmall(caller, needed.Role)
            : refusal;
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        Remember(remote, caller!);
        context.Features.Set(caller);
        await next(context);
    }

    private async Task<(Caller? Caller, Problem? Refusal)> RecogniseAsync(HttpContext context, IPAddress? remote)
    {
        var directory = gate.Backend().Directory;
        var header = context.Request.Headers.Authorization;
        if (header.Count > 0)
        {
            var text = header.Count == 1 ? header[0] ?? "" : "";
            var token = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..].Trim() : "";
            return await directory.FindAsync(token, context.RequestAborted) is { } caller ? (caller, null) : (null, WrongToken());
        }

        if (await directory.HasTokensAsync(context.RequestAborted))
        {
            return (null, NoToken());
        }

        return LoopbackRule.Validate(remote, context.Request) is { } why ? (null, NotHere(why)) : (Caller.Loopback, null);
    }

    private void Remember(IPAddress? remote, Caller caller)
    {
        if (_known.Count > MostKnown)
        {
            _known.Clear();
        }

        _known.TryAdd((remote ?? IPAddress.None, caller.Name), true);
    }

    private static Problem NoToken() => new(
        StatusCodes.Status401Unauthorized, "no-token", "No token", "The service wants a token: give `ioc-explorer` one with --token-file FILE, or send it in the header Authorization: Bearer TOKEN.")
    { Challenge = Challenge };

    private static Problem WrongToken() => new(
        StatusCodes.Status401Unauthorized, "wrong-token", "Wrong token", "The token sent is none of this service, or was revoked. Ask an administrator of the service for a new one.")
    { Challenge = Challenge + ", error=\"invalid_token\"" };

    private static Problem NotHere(string why) => new(
        StatusCodes.Status403Forbidden,
        "loopback-only",
        "Loopback only",
        $"{why} Make a token with `IocExplorer.Coordinator token add NAME --role admin`, or set service.adminTokenFile, and give it to `ioc-explorer` with --token-file FILE, or send it in the header Authorization: Bearer TOKEN.");

    private static Problem TooSmall(Caller caller, TokenRole needed) => new(
        StatusCodes.Status403Forbidden,
        "insufficient-role",
        "Role too small",
        $"The role of the token {caller.Name} is {Word(caller.Role)}; this needs {Word(needed)}. Use another token.");

    private static Problem TooMany(TimeSpan wait) => new(
        StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests", $"There were too many requests in this minute. Try again in {Problem.Seconds(wait)} s.")
    { RetryAfter = wait };

    private static string Word(TokenRole role) => role switch
    {
        TokenRole.Read => "read",
        TokenRole.Submit => "submit",
        _ => "admin",
    };
}
