using System.Globalization;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Hosting;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Host;

/// <summary><c>token add</c>, <c>token list</c>, <c>token revoke</c>: work on the database itself, so that somebody can make the first token.</summary>
internal static class TokenCommand
{
    private const string Usage = "Write: token add NAME --role read|submit|admin; token list; token revoke NAME; each with --config FILE if there is one.";

    private static readonly Dictionary<string, TokenRole> Roles = new(StringComparer.Ordinal)
    {
        ["read"] = TokenRole.Read,
        ["submit"] = TokenRole.Submit,
        ["admin"] = TokenRole.Admin,
    };

    /// <param name="arguments">Behind <c>token</c>.</param>
    /// <returns>One of <see cref="ExitCodes"/>; 1 when the database did not do it.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (Read(arguments) is not { } wanted)
        {
            await error.WriteLineAsync(Usage);
            return ExitCodes.NothingRun;
        }

        if (wanted.Verb == "add" && TokenName.Validate(wanted.Name) is { } why)
        {
            await error.WriteLineAsync(why);
            return ExitCodes.NothingRun;
        }

        if (CoordinatorProgram.Load(wanted.Config, environment, error) is not { } settings)
        {
            return ExitCodes.NothingRun;
        }

        try
        {
            await using var database = await TokenAdministration.OpenAsync(
                new() { ConnectionString = settings.Database.Server!.ConnectionString, Name = "token", MostConnections = 2 },
                cancellation);
            return await RunAsync(wanted, database.Tokens, output, error, cancellation);
        }
        catch (LedgerException away)
        {
            await error.WriteLineAsync(away.Message);
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> RunAsync(Wanted wanted, TokenStore tokens, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        switch (wanted.Verb)
        {
            case "add":
                var token = TokenText.Make();
                if (await tokens.AddAsync(new(wanted.Name, wanted.Role, TokenText.Hash(token)), cancellation) is null)
                {
                    await error.WriteLineAsync($"There is a token of the name {wanted.Name}. Revoke it first, or choose another name.");
                    return ExitCodes.Failed;
                }

                // The token alone on standard output: fit for a file.
                await error.WriteLineAsync($"The token {wanted.Name} ({Word(wanted.Role)}) is made. It is shown this once:");
                await output.WriteLineAsync(token);
                return ExitCodes.Stopped;
            case "revoke":
                if (!await tokens.RevokeAsync(wanted.Name, cancellation))
                {
                    await error.WriteLineAsync("There is no token of that name; `token list` shows those there are.");
                    return ExitCodes.Failed;
                }

                await error.WriteLineAsync($"The token {wanted.Name} is revoked; within seconds no coordinator takes it any more.");
                return ExitCodes.Stopped;
            default:
                foreach (var known in await tokens.ListAsync(cancellation))
                {
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{known.Name} {Word(known.Role)} {known.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm}"));
                }

                return ExitCodes.Stopped;
        }
    }

    private static Wanted? Read(IReadOnlyList<string> arguments)
    {
        List<string> words = [];
        string? config = null, role = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var hasValue = i + 1 < arguments.Count;
            switch (arguments[i])
            {
                case "--config" when config is null && hasValue:
                    config = arguments[++i];
                    break;
                case "--role" when role is null && hasValue:
                    role = arguments[++i];
                    break;
                case ['-', ..]:
                    return null;
                default:
                    words.Add(arguments[i]);
                    break;
            }
        }

        return words switch
        {
            ["add", var name] when role is not null && Roles.TryGetValue(role, out var known) => new("add", name, known, config),
            ["list"] when role is null => new("list", "", default, config),
            ["revoke", var name] when role is null => new("revoke", name, default, config),
            _ => null,
        };
    }

    private static string Word(TokenRole role) => Roles.First(r => r.Value == role).Key;

    private sealed record Wanted(string Verb, string Name, TokenRole Role, string? Config);
}
