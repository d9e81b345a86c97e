using System.Net.Sockets;
using IocExplorer.SourceSimulator.Troubles;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Troubles;

/// <summary>Each trouble as a bare client sees it, at a simulator with a small world.</summary>
public abstract class TroubleTest
{
    private protected const string Name = "verdalo.net";

    private protected static GivenWorld World { get; } = new GivenWorld()
        .Add(RelationKind.DomainResolution, Name, "62.4.9.1", "62.4.9.2", "62.4.9.3")
        .Add(RelationKind.DomainResolution, "full.net", [.. Enumerable.Range(1, 10).Select(last => $"62.4.10.{last}")])
        .Add(RelationKind.FlintAddress, Name, "62.4.9.1", "62.4.9.2", "62.4.9.3")
        .Add(RelationKind.RegistrantEmail, Name, "owner@verdalo.net")
        .Add(RelationKind.ReverseEmailDomain, "owner@verdalo.net", Name)
        .Add(RelationKind.ReputationAddress, "aa11", "62.4.9.1");

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected static async Task<Simulator> StartAsync(string rule) =>
        await Simulator.StartAsync(new SimulatorOptions { World = World, Troubles = [TroubleRule.Parse(rule)] });

    private protected static SocketError? SocketErrorIn(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is SocketException socket)
            {
                return socket.SocketErrorCode;
            }
        }

        return null;
    }

    private protected static async Task<long> LengthOfAsync(Stream stream)
    {
        var buffer = new byte[1024 * 1024];
        long length = 0;
        for (int read; (read = await stream.ReadAsync(buffer, Stop)) > 0; length += read)
        {
        }

        return length;
    }
}
