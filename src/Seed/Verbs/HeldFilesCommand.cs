using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Verbs;

/// <summary><c>sources --server</c>: what workers hold of the user's own relations.</summary>
internal sealed class HeldFilesCommand(ServiceVerb verb)
{
    public Task<int> RunAsync() => verb.RunAsync("Stopped.", async client =>
    {
        var list = await client.AskAsync(ServiceCalls.Nodes, j => j.NodeList, verb.Stop);
        List<(string, HeldFile)> held =
        [
            .. list.Nodes.Where(n => n.Kind == NodeKind.Worker)
                .SelectMany(n => (n.Sources ?? []).SelectMany(s => s.Holds ?? []).Select(f => (n.Name, f))),
        ];
        if (held.Count > 0)
        {
            verb.Screen.Console.Write(HeldFilesScreen.Table("worker", held));
        }
        else
        {
            verb.Screen.Say("No worker holds relations of your own: relations.files in its configuration names them.");
        }

        return ExitCodes.Complete;
    });
}
