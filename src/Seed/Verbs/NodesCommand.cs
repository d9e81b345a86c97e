using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;
using Spectre.Console;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Verbs;

/// <summary><c>nodes</c>: the nodes of the service and their work.</summary>
internal sealed class NodesCommand(ServiceVerb verb)
{
    public Task<int> RunAsync() => verb.RunAsync("Stopped.", async client =>
    {
        var list = await client.AskAsync(ServiceCalls.Nodes, j => j.NodeList, verb.Stop);
        var table = new Table().Border(TableBorder.Ascii).AddColumns("name", "kind", "address", "version", "state", "since (UTC)", "heard", "at work on");
        foreach (var node in list.Nodes)
        {
            table.AddRow(
                TerminalText.Markup(node.Name),
                node.Kind == NodeKind.Worker ? "worker" : "coordinator",
                TerminalText.Markup(node.Address[(node.Address.IndexOf('@', StringComparison.Ordinal) + 1)..]),
                TerminalText.Markup(node.Version),
                TerminalText.Markup(node.State),
                node.StartedAt is { } since ? HuntText.Time(since) : "",
                node.BeatAgeSeconds is { } age ? $"{age:0.0} s ago" : "",
                string.Join('\n', Work(node).Select(TerminalText.Markup)));
        }

        verb.Screen.Console.Write(table);
        if (!list.Nodes.Any(n => n.Kind == NodeKind.Worker))
        {
            verb.Screen.Say("No worker is there: nothing is asked until one is started.");
        }

        return ExitCodes.Complete;
    });

    private static IEnumerable<string> Work(NodeView node) =>
        node.Trees is { } trees ? [$"{Count(node.Hunts ?? 0, "hunt", "hunts")}, {Count(trees, "tree", "trees")}"]
        : [.. (node.Sources ?? []).Select(Source), .. (node.Throttles ?? []).Select(Throttle)];

    private static string Throttle(ThrottleView throttle) =>
        $"throttle of {throttle.Source}: {Number(throttle.Queued)} queued, {Number(throttle.InFlight)} under way";

    private static string Source(SourceProgress source) =>
        $"{source.Source}: {Number(source.InFlight)} under way,"
        + $" {Count(source.Requests, "request", "requests")}"
        + (source.Waiting is { } why ? $"; {why}{(source.WaitingUntil is { } until ? $", until {HuntText.Time(until)} UTC" : "")}" : "");
}
