using System.CommandLine;
using IocExplorer.Hosting;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Hosting.Health;
using IocExplorer.Workers.Configuration;
using IocExplorer.Workers.Definitions.Catalogue;

namespace IocExplorer.Workers.Host;

/// <summary>The program behind <c>Main</c>: everything that can be wrong with the configuration is found and listed before anything is begun.</summary>
internal static class WorkerProgram
{
    private const string Help = """
        Asks the sources for a service: takes queries from the coordinators, asks within the quotas that all workers share, and records the answers in the
        PostgreSQL database. Any number may run; they find each other through the database.

        Usage: ioc-explorer-worker [--config FILE] [--version] [--help]
               ioc-explorer-worker health [--config FILE]

        Everything is set in the file (hocon/iocexplorer.conf lists all there is) or by environment variables, which win:
          IOCEXPLORER_database="Host=db;Database=ioc_explorer;Username=ioc_explorer"
          IOCEXPLORER_databasePasswordFile=/run/secrets/database
          IOCEXPLORER_sources__VirusTotal__apiKeysFile=/run/secrets/virustotal
        Nodes on several machines need node.remoting: an address that the others reach, and certificates.
          IOCEXPLORER_node__remoting__host=10.0.0.7
        Serves /healthz/live, /healthz/ready and /metrics on node.listen. SIGTERM stops in order within node.drain; a second one at once.

        `health` asks the node of the same configuration whether it is ready: 0 it is, 1 it is not.

        Exit codes: 0 stopped in order; 1 could not go on (start it again, nothing is lost); 2 nothing was run (usage or configuration).
        """;

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var time = TimeProvider.System;
        return HostCommandLine.RunAsync(
            HostCommandLine.Build(
                Help,
                (parsed, _) => LoadedAsync(parsed, environment, async (loaded, catalogue) =>
                {
                    await using var host = NodeHost.Create(new() { Kind = "worker", Settings = loaded.Settings.Node, Time = time });
                    return await host.RunAsync(stop => WorkerService.StartAsync(host, loaded, catalogue, time, new(), stop));
                }),
                (parsed, cancellation) => LoadedAsync(
                    parsed, environment, (loaded, _) => HealthCommand.RunAsync(loaded.Settings.Node, time, Console.Out, Console.Error, cancellation))),
            arguments,
            Console.Out,
            Console.Error,
            CancellationToken.None);
    }

    private static async Task<int> LoadedAsync(
        ParseResult parsed, IReadOnlyDictionary<string, string> environment, Func<LoadedSettings, SourceCatalogue, Task<int>> run)
    {
        var (loaded, catalogue, problems) = Load(HostCommandLine.ConfigOf(parsed), environment, Environment.CurrentDirectory);
        if (catalogue is not null)
        {
            return await run(loaded, catalogue);
        }

        foreach (var problem in problems)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(problem);
        }

        return ExitCodes.NothingRun;
    }

    /// <returns>The catalogue is null when there are problems, one line each.</returns>
    internal static (LoadedSettings Loaded, SourceCatalogue? Catalogue, IReadOnlyList<string> Problems) Load(
        string? config, IReadOnlyDictionary<string, string> environment, string workingFolder)
    {
        var loaded = SettingsLoader.Load(ProgramKind.Worker, config, environment, RawSettings.None, workingFolder);
        if (loaded.Problems.Count > 0)
        {
            return (loaded, null, loaded.Problems);
        }

        var catalogue = SourceCatalogue.Build(loaded.Definitions, loaded.Settings.Sources, loaded.Settings.Resilience, loaded.Settings.SourceDefaults);
        List<string> problems = [.. catalogue.Notices.Where(n => n.IsError).Select(n => n.Text)];
        if (problems.Count == 0 && !catalogue.Sources.Any(s => s.IsOn) && loaded.Settings.Relations.Files.Count == 0)
        {
            problems = [.. catalogue.Notices.Select(n => n.Text), "All sources are off: this worker would have nothing to ask."];
        }

        return (loaded, problems.Count == 0 ? catalogue : null, problems);
    }
}
