using IocExplorer.Messages.Service.Tokens;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;
using Spectre.Console;

namespace IocExplorer.Seed.Verbs;

/// <summary><c>token</c>: who may use the service, and for what.</summary>
internal sealed class TokenCommand(ServiceVerb verb)
{
    public Task<int> ListAsync() => verb.RunAsync("Stopped.", async client =>
    {
        var list = await client.AskAsync(ServiceCalls.Tokens, j => j.TokenList, verb.Stop);
        if (list.Tokens.Count == 0)
        {
            verb.Screen.Say("There is no token: only this machine may use the service. `ioc-explorer token add NAME --role admin` makes the first.");
            return ExitCodes.Complete;
        }

        var table = new Table().Border(TableBorder.Ascii).AddColumns("name", "role", "made (UTC)");
        foreach (var token in list.Tokens)
        {
            table.AddRow(TerminalText.Markup(token.Name), Text(token.Role), HuntText.Time(token.CreatedAt));
        }

        verb.Screen.Console.Write(table);
        return ExitCodes.Complete;
    });

    /// <param name="role">As the user wrote it.</param>
    public Task<int> AddAsync(string name, string? role)
    {
        TokenRole? wanted = role switch { "read" => TokenRole.Read, "submit" => TokenRole.Submit, "admin" => TokenRole.Admin, _ => null };
        return wanted is null
            ? Task.FromResult(verb.Refuse([$"command line: --role must be read, submit or admin{(role is null ? "" : $", not `{role}`")}."]))
            : verb.RunAsync("Stopped. Whether the token was made is not known: `ioc-explorer token list` shows it.", async client =>
            {
                var made = await client.AskAsync(ServiceCalls.MakeToken(name, wanted.Value), j => j.MadeToken, verb.Stop);

                // Alone on standard output, so that it can go into a file without ever being seen.
                verb.Screen.Complain($"Token {made.Name} with the role {Text(made.Role)}. It is shown this once: the service keeps a hash of it only.");
                verb.Screen.Say(made.Token);
                return ExitCodes.Complete;
            });
    }

    public Task<int> RevokeAsync(string name) => verb.RunAsync(
        "Stopped. Whether the token is revoked is not known: `ioc-explorer token list` shows it.", async client =>
    {
        await client.DeleteAsync(ServiceCalls.RevokeToken(name), verb.Stop);
        verb.Screen.Say($"The token {name} is revoked.");
        return ExitCodes.Complete;
    });

    private static string Text(TokenRole role) => role.ToString().ToLowerInvariant();
}
