using System.CommandLine;
using IocExplorer.Coordinator.Api;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Hosting;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Hosting.Health;

namespace IocExplorer.Coordinator.Host;

/// <summary>The program behind <c>Main</c>: everything that can be wrong with the configuration is found and listed before anything is begun.</summary>
internal static class CoordinatorProgram
{
    private const string Help = """
        Explores the hunts of a service and answers its HTTP API: any number may run on one PostgreSQL database, and each answers for every hunt.

        Usage: ioc-explorer-coordinator [--config FILE] [--version] [--help]
               ioc-explorer-coordinator health [--config FILE]
               ioc-explorer-coordinator token add NAME --role read|submit|admin [--config FILE]
               ioc-explorer-coordinator token list [--config FILE]
               ioc-explorer-coordinator token revoke NAME [--config FILE]

        Everything is set in the file (hocon/iocexplorer.conf lists all there is) or by environment variables, which win:
          IOCEXPLORER_database="Host=db;Database=ioc_explorer;Username=ioc_explorer"
          IOCEXPLORER_databasePasswordFile=/run/secrets/database
          IOCEXPLORER_service__adminTokenFile=/run/secrets/admin-token
        Serves the API (/api/v1, described by /openapi/v1.json), /healthz/live, /healthz/ready and /metrics on node.listen. As long as there is no token it
        answers its own machine only; `token` works on the database, so it makes the first one. SIGTERM stops in order within node.drain; a second one at once.

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
                async (parsed, _) => Load(parsed, environment) is { } settings ? await ServeAsync(settings, time) : ExitCodes.NothingRun,
                async (parsed, cancellation) => Load(parsed, environment) is { } settings
                    ? await HealthCommand.RunAsync(settings.Node, time, Console.Out, Console.Error, cancellation)
                    : ExitCodes.NothingRun,
                TokenCommand.Build(parsed => Load(parsed, environment))),
            arguments,
            Console.Out,
            Console.Error,
            CancellationToken.None);
    }

    private static async Task<int> ServeAsync(CommonSettings settings, TimeProvider time)
    {
        var api = Api(settings, time);
        await using var host = NodeHost.Create(
            new() { Kind = "coordinator", Settings = settings.Node, Time = time, MaxBodyBytes = settings.Service.MaxBodyBytes },
            builder => ServiceApi.AddServices(builder.Services, api));
        ServiceApi.Map(host.App);
        return await host.RunAsync(stop => CoordinatorService.StartAsync(host, settings, api, time, new(), stop));
    }

    /// <returns>Null after errors were reported.</returns>
    private static CommonSettings? Load(ParseResult parsed, IReadOnlyDictionary<string, string> environment)
    {
        var (settings, problems) = CommonSettingsLoader.Load(
            ProgramKind.Coordinator, HostCommandLine.ConfigOf(parsed), environment, Environment.CurrentDirectory);
        foreach (var problem in problems)
        {
            parsed.InvocationConfiguration.Error.WriteLine(problem);
        }

        return problems.Count == 0 ? settings : null;
    }

    private static ApiOptions Api(CommonSettings settings, TimeProvider time) => new()
    {
        Depth = settings.General.Depth,
        MaxAge = settings.General.MaxAge,
        SendReserved = settings.General.SendReserved,
        DefaultRules = DefaultHuntRules.Of(settings.General),
        MaxSeeds = settings.Service.MaxSeeds,
        MaxBodyBytes = settings.Service.MaxBodyBytes,
        RequestsPerMinute = settings.Service.RequestsPerMinute,
        StrangersPerMinute = Math.Min(new ApiOptions().StrangersPerMinute, settings.Service.RequestsPerMinute),
        AdminTokenHash = settings.Service.AdminToken is { } token ? (ReadOnlyMemory<byte>?)TokenText.Hash(token) : null,
        Time = time,
    };
}
