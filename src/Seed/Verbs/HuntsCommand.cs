using System.Globalization;
using IocExplorer.Seed.Findings;
using IocExplorer.Seed.Screens;
using Spectre.Console;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Verbs;

/// <summary><c>hunts</c>: those of a ledger file or of the service, the newest first.</summary>
internal sealed class HuntsCommand(FindingVerb verb)
{
    private const int PageLength = 50;

    /// <param name="before">Hunts older than the one of this number; null for the newest.</param>
    public Task<int> RunAsync(string? before)
    {
        long number = 0;
        if (before is not null && !HuntNumber.TryRead(before, out number))
        {
            return Task.FromResult(verb.Refuse("command line: --before must be the number of a hunt."));
        }

        return verb.RunAsync(async reader =>
        {
            var page = await reader.ListAsync(before is null ? null : number, PageLength, verb.Stop);
            if (page.Hunts.Count == 0)
            {
                verb.Screen.Say(before is null
                    ? $"There is no hunt. `{reader.Command($"{reader.Beginning} -i FILE")}` begins one."
                    : "There is no older hunt.");
                return ExitCodes.Complete;
            }

            var table = new Table().Border(TableBorder.Ascii).AddColumns("hunt", "name", "state", "trees", "missing", "submitted (UTC)", "by");
            foreach (var hunt in page.Hunts)
            {
                table.AddRow(
                    hunt.Id.ToString(CultureInfo.InvariantCulture),
                    TerminalText.Markup(hunt.Name),
                    HuntText.State(hunt.State),
                    $"{Number(hunt.Trees.Written)} of {Number(hunt.Seeds)}",
                    Missing(hunt.Trees.WithMissing, hunt.Trees.GivenUp),
                    HuntText.Time(hunt.SubmittedAt),
                    TerminalText.Markup(hunt.SubmittedBy));
            }

            verb.Screen.Console.Write(table);
            if (page.Next is { } next)
            {
                verb.Screen.Say($"`{reader.Command($"hunts --before {next}")}` shows older ones.");
            }

            return ExitCodes.Complete;
        });
    }

    private static string Missing(int trees, int givenUp) => (trees, givenUp) switch
    {
        (0, 0) => "",
        (_, 0) => $"in {Number(trees)}",
        (0, _) => $"{Number(givenUp)} given up",
        _ => $"in {Number(trees)}, {Number(givenUp)} given up",
    };
}
