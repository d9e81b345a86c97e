using System.Runtime.InteropServices;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Persistence.Postgres.Cluster;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Hosting.Tests.Clustering;

/// <summary>This test executable as a node in a process of its own. Prints its log; answers the lines of its input.</summary>
internal static class NodeChild
{
    /// <summary>
    /// <c>members</c> prints the names and states of the members, <c>ask ID</c> where an entity lives; SIGTERM and the end of the input stop it.
    /// </summary>
    public static async Task<int> RunAsync(string connectionString, string name, string role, int port)
    {
        using var stop = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        using var log = new ConsoleLog();
        using var logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(log));
        await using var database = new ClusterDatabase(connectionString, name);
        await using var engine = new EngineHost(EchoHosting.Options(database, name, role, logs) with { Remoting = new() { Port = port } });
        using var input = Console.OpenStandardInput();
        using var lines = new StreamReader(input);
        _ = AnswerAsync(engine, lines, stop);
        await engine.RunAsync(stop.Token);
        Console.WriteLine("ended");
        return 0;
    }

    private static async Task AnswerAsync(EngineHost engine, StreamReader lines, CancellationTokenSource stop)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line == "members")
            {
                Console.WriteLine($"members {string.Join(' ', engine.Members.Select(member => $"{member.Name}={member.Status}"))}");
            }
            else if (line.Split(' ') is ["ask", var entity])
            {
                _ = AskAsync(engine, entity);
            }
        }

        await stop.CancelAsync();
    }

    private static async Task AskAsync(EngineHost engine, string entity)
    {
        var system = await engine.SystemAsync(CancellationToken.None);
        Console.WriteLine($"answer {entity} from {await EchoHosting.AskAsync(system, entity, CancellationToken.None)}");
    }
}
