using IocExplorer.Coordinator.Results;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Seed.Reports;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Verbs;

/// <summary>What came of a hunt: its trees, when they are wanted, and the last lines, as a run in this process has them.</summary>
internal sealed class HuntEnd(ServiceVerb verb, ServiceClient client)
{
    // As many as the end screen names one by one.
    private const int FewTrees = 8;

    /// <param name="output">The folder for the trees, as the user wrote it; null to leave them with the service.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> ShowAsync(long hunt, string? output)
    {
        var files = output is null ? null : await FetchAsync(hunt, output);
        var summary = await client.AskAsync(ServiceCalls.Summary(hunt), j => j.SummaryView, verb.Stop);
        var report = RunReports.Of(summary, files?.Written ?? await NamesAsync(summary.Hunt));
        verb.Screen.Say(EndScreen.Lines(report, output, "summary.json in the results"));

        // The summary is asked for behind the archive, and may count trees that ended in between.
        var notFetched = files is null ? 0 : Math.Max(0, summary.Hunt.Trees.Written - TreesIn(files));
        if (notFetched > 0)
        {
            verb.Screen.Say($"{Count(notFetched, "tree of these ended", "trees of these ended")} meanwhile and {(notFetched == 1 ? "is" : "are")} not fetched"
                + $" yet: `ioc-explorer results {hunt} -o {output}` brings {(notFetched == 1 ? "it" : "them")}.");
        }

        verb.Screen.Say(EndScreen.HowToGoOn(report, summary.Hunt, files is not null));
        SayRefused(files);
        return notFetched > 0 || files is { Refused.Count: > 0 } ? Math.Max(report.ExitCode, ExitCodes.Incomplete) : report.ExitCode;
    }

    // Of a tree that was refused, to fetch it once more brings nothing.
    private static int TreesIn(ArchiveFiles files) => files.Written.Concat(files.Refused)
        .Select(name => (Name: name, Ending: TreeFormats.Endings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.Ordinal))))
        .Where(file => file.Ending is not null && file.Name != ResultName.Summary)
        .Select(file => file.Name[..^file.Ending!.Length])
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Count();

    private async Task<ArchiveFiles> FetchAsync(long hunt, string output)
    {
        var archive = new ResultArchive(verb.ConsoleContext.Full(output), hunt);
        var call = ServiceCalls.Results(hunt);
        try
        {
            await client.SendAsync(call, archive.ReceiveAsync, verb.Stop, ResultArchive.MostBytes);
            return archive.Unpack(verb.Stop);
        }
        catch (InvalidDataException e)
        {
            throw ServiceMessages.NotOurs(call, client.Server, $"the archive is damaged: {e.Message.TrimEnd('.')}", e);
        }
        finally
        {
            archive.Remove();
        }
    }

    private async Task<IReadOnlyList<string>> NamesAsync(HuntView hunt)
    {
        if (hunt.Trees.Written is 0 or > FewTrees)
        {
            return [];
        }

        var page = await client.AskAsync(ServiceCalls.Trees(hunt.Id, hunt.Seeds <= 100 ? 100 : 1000), j => j.TreePage, verb.Stop);
        return [.. page.Trees.Where(t => t.FileName is not null).Take(FewTrees).SelectMany(t => TreeFormats.Endings.Select(ending => t.FileName + ending))];
    }

    private void SayRefused(ArchiveFiles? files)
    {
        foreach (var name in files?.Refused.Take(FewTrees) ?? [])
        {
            verb.Screen.Complain($"The archive holds a file named {name}, which is no name of a result: it was not written."
                + $" Is {client.Server} a service you trust?");
        }

        if (files?.Refused.Count > FewTrees)
        {
            verb.Screen.Complain($"and {Number(files.Refused.Count - FewTrees)} more such names.");
        }
    }
}
