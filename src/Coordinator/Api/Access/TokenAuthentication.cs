using System.Security.Claims;
using System.Text.Encodings.Web;
using IocExplorer.Coordinator.Api.Errors;
using IocExplorer.Messages.Service.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace IocExplorer.Coordinator.Api.Access;

/// <summary>Authenticates by tokens of the service; while there are none, requests from this machine. Refusals say why.</summary>
/// <remarks>It logs nothing: otherwise unauthenticated requests could fill the log.</remarks>
internal sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, BackendProvider backends)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, NullLoggerFactory.Instance, UrlEncoder.Default)
{
    public const string SchemeName = "Bearer";

    private Problem _refusal = Problems.NoToken;

    /// <summary>Whether a request that lasts would still be let in: its token may have been revoked meanwhile.</summary>
    /// <exception cref="Persistence.LedgerException">The database is not available.</exception>
    public static async Task<bool> IsStillGoodAsync(HttpRequest request, TokenDirectory directory, CancellationToken cancellation) =>
        request.Headers.Authorization is { Count: > 0 } header
            ? await directory.FindAsync(TokenOf(header), cancellation) is not null
            : !await directory.HasTokensAsync(cancellation);

    /// <exception cref="Persistence.LedgerException">The database is not available.</exception>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Health and metrics are for anybody, also while the database is away.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null)
        {
            return AuthenticateResult.NoResult();
        }

        var directory = backends.Backend().Directory;
        if (Request.Headers.Authorization is { Count: > 0 } header)
        {
            return await directory.FindAsync(TokenOf(header), Context.RequestAborted) is { } known
                ? Recognised(known.Name, known.Role)
                : Refused(Problems.WrongToken);
        }

        if (await directory.HasTokensAsync(Context.RequestAborted))
        {
            return Refused(Problems.NoToken);
        }

        return LoopbackRule.Validate(Context.Connection.RemoteIpAddress, Request) is { } why
            ? Refused(Problems.LoopbackOnly(why))
            : Recognised(TokenName.Loopback, TokenRole.Admin);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => _refusal.ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems.InsufficientRole(
        Context.User.Identity!.Name!,
        Context.User.FindFirstValue(ClaimTypes.Role)!,
        Context.GetEndpoint()!.Metadata.GetMetadata<IAuthorizeData>()!.Policy!).ExecuteAsync(Context);

    private static string TokenOf(StringValues headers) =>
        headers.Count == 1 && headers[0] is { } header && header.StartsWith(SchemeName + " ", StringComparison.OrdinalIgnoreCase)
            ? header[SchemeName.Length..].Trim()
            : "";

    private static AuthenticateResult Recognised(string name, TokenRole role)
    {
        Claim[] claims = [new(ClaimTypes.Name, name), new(ClaimTypes.Role, Roles.NameOf(role))];
        return AuthenticateResult.Success(new(new(new ClaimsIdentity(claims, SchemeName)), SchemeName));
    }

    private AuthenticateResult Refused(Problem why)
    {
        _refusal = why;
        return AuthenticateResult.Fail(why.Title);
    }
}
