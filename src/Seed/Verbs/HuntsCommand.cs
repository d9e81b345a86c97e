using System.Globalization;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;
using Spectre.Console;

namespace IocExplorer.Seed.Verbs;

/// <summary><c>hunts</c>: those of the service, the newest first.</summary>
internal sealed class HuntsCommand(ServiceVerb verb)
{
    private const int PageLength = 50;

    /// <param name="before">Hunts older than the one of this number; null for the newest.</param>
    public Task<int> RunAsync(string? before)
    {
        if (before is not null && !(long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0))
        {
            return Task.FromResult(verb.Refuse(["command line: --before must be the number of a hunt."]));
        }

        return verb.RunAsync("Stopped.", async client =>
        {
            var page = await client.AskAsync(ServiceCalls.Hunts(before, PageLength), j => j.HuntPage, verb.Stop);
            if (page.Hunts.Count == 0)
            {
                verb.Screen.Say(before is null ? "There is no hunt. `ioc-explorer submit -i FILE` begins one." : "There is no older hunt.");
                return ExitCodes.Complete;
            }

            var table = new Table().Border(TableBorder.Ascii).AddColumns("hunt", "name", "state", "trees", "missing", "submitted (UTC)", "by");
            foreach (var hunt in page.Hunts)
            {
                table.AddRow(
                    hunt.Id.ToString(CultureInfo.InvariantCulture),
                    Printable.Markup(hunt.Name),
                    HuntText.State(hunt.State),
                    $"{ProgressScreen.Number(hunt.Trees.Written)} of {ProgressScreen.Number(hunt.Seeds)}",
                    Missing(hunt.Trees.WithMissing, hunt.Trees.GivenUp),
                    HuntText.Time(hunt.SubmittedAt),
                    Printable.Markup(hunt.SubmittedBy));
            }

            verb.Screen.Console.Write(table);
            if (page.Next is { } next)
            {
                verb.Screen.Say(string.Create(CultureInfo.InvariantCulture, $"`ioc-explorer hunts --before {next}` shows older ones."));
            }

            return ExitCodes.Complete;
        });
    }

    private static string Missing(int trees, int givenUp) => (trees, givenUp) switch
    {
        (0, 0) => "",
        (_, 0) => $"in {ProgressScreen.Number(trees)}",
        (0, _) => $"{ProgressScreen.Number(givenUp)} given up",
        _ => $"in {ProgressScreen.Number(trees)}, {ProgressScreen.Number(givenUp)} given up",
    };
}
