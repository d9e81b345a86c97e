using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Coordinator.Api.Errors;
using IocExplorer.Coordinator.Api.Hunts;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Tokens;

namespace IocExplorer.Coordinator.Api;

/// <summary>Who may use the service.</summary>
internal sealed class TokenEndpoints(BackendProvider gate, ILogger<TokenEndpoints> log)
{
    private const long MostBytes = 4096;

    private static readonly JsonTypeInfo<NewToken> Json = (JsonTypeInfo<NewToken>)new JsonSerializerOptions(ServiceJson.Default.Options)
    {
        TypeInfoResolver = ServiceJson.Default,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    }.GetTypeInfo(typeof(NewToken));

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tokens", ListAsync).RequireAuthorization(Roles.Admin).WithName("listTokens")
            .WithSummary("Lists the tokens by name; never the tokens themselves.").Produces<TokenList>();
        routes.MapPost("/tokens", MakeAsync).RequireAuthorization(Roles.Admin).WithName("makeToken")
            .WithSummary("Makes a token. This answer is the only one that shows it.")
            .Accepts<NewToken>("application/json").Produces<MadeToken>(StatusCodes.Status201Created).Refuses(400, 409, 413, 415, 422);
        routes.MapDelete("/tokens/{name}", RevokeAsync).RequireAuthorization(Roles.Admin).WithName("revokeToken")
            .WithSummary("Revokes a token; within seconds no coordinator takes it any more.").Produces(StatusCodes.Status204NoContent).Refuses(404);
    }

    private async Task<IResult> ListAsync(CancellationToken cancellation) =>
        TypedResults.Ok(new TokenList(await gate.Backend().Tokens.ListAsync(cancellation)));

    private async Task<IResult> MakeAsync(HttpContext context, CancellationToken cancellation)
    {
        var body = await SubmissionReader.BodyAsync(context, MostBytes);
        NewToken? wanted;
        try
        {
            wanted = JsonSerializer.Deserialize(body.Span, Json);
        }
        catch (JsonException error)
        {
            return Problems.NotJson with { Detail = SubmissionReader.Where(error) };
        }

        if (wanted is null)
        {
            return Problems.NotJson;
        }

        if ((TokenName.Validate(wanted.Name) ?? (Enum.IsDefined(wanted.Role) ? null : "The role must be read, submit or admin.")) is { } why)
        {
            return Problems.Unprocessable("The token cannot be made", why);
        }

        var backend = gate.Backend();
        var token = TokenText.Make();
        if (await backend.Tokens.AddAsync(new(wanted.Name, wanted.Role, TokenText.Hash(token)), cancellation) is null)
        {
            return new Problem(409, "token-exists", "Token exists", $"There is a token of the name {wanted.Name}. Revoke it first, or choose another name.");
        }

        backend.Directory.Changed();
        ApiLog.TokenMade(log, wanted.Name, wanted.Role.ToString(), context.User.Identity!.Name!);
        return TypedResults.Created($"{ServiceApi.BasePath}/tokens/{wanted.Name}", new MadeToken(wanted.Name, wanted.Role, token));
    }

    private async Task<IResult> RevokeAsync(string name, HttpContext context)
    {
        var backend = gate.Backend();
        if (TokenName.Validate(name) is not null || !await backend.Tokens.RevokeAsync(name, context.RequestAborted))
        {
            return Problems.NoSuchToken;
        }

        backend.Directory.Changed();
        ApiLog.TokenRevoked(log, name, context.User.Identity!.Name!);
        return TypedResults.NoContent();
    }
}
