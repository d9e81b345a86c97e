using System.Globalization;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;
using Spectre.Console;

namespace IocExplorer.Seed.Verbs;

/// <summary><c>nodes</c>: who is at work, and on what.</summary>
internal sealed class NodesCommand(ServiceVerb verb)
{
    public Task<int> RunAsync() => verb.RunAsync("Stopped.", async client =>
    {
        var list = await client.AskAsync(ServiceCalls.Nodes, j => j.NodeList, verb.Stop);
        var table = new Table().Border(TableBorder.Ascii).AddColumns("node", "kind", "name", "version", "state", "since (UTC)", "beat", "at work on");
        foreach (var node in list.Nodes)
        {
            table.AddRow(
                node.Id.ToString(CultureInfo.InvariantCulture),
                node.Kind == NodeKind.Worker ? "worker" : "coordinator",
                Printable.Markup(node.Name),
                Printable.Markup(node.Version),
                Printable.Markup(node.State),
                HuntText.Time(node.StartedAt),
                string.Create(CultureInfo.InvariantCulture, $"{node.BeatAgeSeconds:0.0} s ago"),
                string.Join('\n', Work(node).Select(Printable.Markup)));
        }

        verb.Screen.Console.Write(table);
        if (!list.Nodes.Any(n => n.Kind == NodeKind.Worker))
        {
            verb.Screen.Say("No worker is there: nothing is asked until one is started.");
        }

        return ExitCodes.Complete;
    });

    private static IEnumerable<string> Work(NodeView node) =>
        node.Trees is { } trees ? [$"{ProgressScreen.Number(trees)} {(trees == 1 ? "tree" : "trees")}"]
        : node.Sources is { } sources ? sources.Select(Source)
        : [];

    private static string Source(SourceProgress source) =>
        $"{source.Source}: {ProgressScreen.Number(source.InFlight)} under way, {ProgressScreen.Number(source.Requests)} {(source.Requests == 1 ? "request" : "requests")}"
        + (source.Waiting is { } why ? $"; {why}{(source.WaitingUntil is { } until ? $", until {HuntText.Time(until)} UTC" : "")}" : "");
}
