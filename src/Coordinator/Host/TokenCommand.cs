using System.CommandLine;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Hosting;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Messages.Service.Tokens;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Host;

/// <summary><c>token add</c>, <c>token list</c>, <c>token revoke</c>: work on the database directly, so that the first token can be created.</summary>
internal static class TokenCommand
{
    private const string Usage = "Write: token add NAME --role read|submit|admin; token list; token revoke NAME; each with --config FILE if there is one.";

    /// <param name="load">Loads the configuration; null after errors were reported.</param>
    public static Command Build(Func<ParseResult, CommonSettings?> load)
    {
        var name = new Argument<string>("NAME");
        var role = new Option<string>("--role") { Required = true };
        role.AcceptOnlyFromAmong([.. Roles.Names]);
        var add = new Command("add", Usage) { name, role };
        add.SetAction(async (parsed, cancellation) =>
        {
            if (TokenName.Validate(parsed.GetValue(name)) is not { } why)
            {
                var wanted = Roles.Of(parsed.GetValue(role)!);
                return await OnTokensAsync(parsed, tokens => AddAsync(parsed, tokens, parsed.GetValue(name)!, wanted, cancellation), cancellation);
            }

            await parsed.InvocationConfiguration.Error.WriteLineAsync(why);
            return ExitCodes.NothingRun;
        });
        var list = new Command("list", Usage);
        list.SetAction((parsed, cancellation) => OnTokensAsync(parsed, tokens => ListAsync(parsed, tokens, cancellation), cancellation));
        var revoke = new Command("revoke", Usage) { name };
        revoke.SetAction((parsed, cancellation) => OnTokensAsync(
            parsed, tokens => RevokeAsync(parsed, tokens, parsed.GetValue(name)!, cancellation), cancellation));
        return new("token", Usage) { add, list, revoke };

        async Task<int> OnTokensAsync(ParseResult parsed, Func<TokenStore, Task<int>> action, CancellationToken cancellation)
        {
            if (load(parsed) is not { } settings)
            {
                return ExitCodes.NothingRun;
            }

            try
            {
                await using var store = await PostgresStore.OpenAsync(
                    new() { ConnectionString = settings.Database.Server!.ConnectionString, Name = "token", MostConnections = 2 },
                    cancellation);
                return await action(new(store));
            }
            catch (LedgerException away)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(away.Message);
                return ExitCodes.Failed;
            }
        }
    }

    private static async Task<int> AddAsync(ParseResult parsed, TokenStore tokens, string name, TokenRole role, CancellationToken cancellation)
    {
        var (token, streams) = (TokenText.Make(), parsed.InvocationConfiguration);
        if (await tokens.AddAsync(new(name, role, TokenText.Hash(token)), cancellation) is null)
        {
            await streams.Error.WriteLineAsync($"There is a token of the name {name}. Revoke it first, or choose another name.");
            return ExitCodes.Failed;
        }

        // The token alone on standard output: fit for a file.
        await streams.Error.WriteLineAsync($"The token {name} ({Roles.NameOf(role)}) is made. It is shown this once:");
        await streams.Output.WriteLineAsync(token);
        return ExitCodes.Stopped;
    }

    private static async Task<int> RevokeAsync(ParseResult parsed, TokenStore tokens, string name, CancellationToken cancellation)
    {
        var isRevoked = await tokens.RevokeAsync(name, cancellation);
        await parsed.InvocationConfiguration.Error.WriteLineAsync(isRevoked
            ? $"The token {name} is revoked; within seconds no coordinator takes it any more."
            : "There is no token of that name; `token list` shows those there are.");
        return isRevoked ? ExitCodes.Stopped : ExitCodes.Failed;
    }

    private static async Task<int> ListAsync(ParseResult parsed, TokenStore tokens, CancellationToken cancellation)
    {
        foreach (var known in await tokens.ListAsync(cancellation))
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"{known.Name} {Roles.NameOf(known.Role)} {known.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm}");
        }

        return ExitCodes.Stopped;
    }
}
