using IocExplorer.Persistence;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests;

/// <summary>A world of chance whose domains <c>n0.com</c> to <c>n199.com</c> share addresses and owners, so that trees overlap.</summary>
internal static class OverlappingWorld
{
    /// <summary>Makes the world, with its operations registered in the ledger.</summary>
    public static async Task<World> RegisterAsync(ILedger ledger, CancellationToken cancellation)
    {
        var operations = OriginalCatalogue.InTreeOrder.Select(o => o.Operation).ToList();
        var ids = await ledger.RegisterAsync(operations, cancellation);
        var world = new World { Catalogue = new([.. ids.Zip(operations)]) };
        var random = new Random(5);
        for (var i = 0; i < 200; i++)
        {
            world["flint", Domain($"n{i}.com")] = Found("QAX: domain to resolution ip", Ip($"8.8.{random.Next(9)}.{random.Next(9)}"));
            world["domain_resolutions", Domain($"n{i}.com")] = Found("VT: domain to resolution ip", Ip($"8.8.{random.Next(9)}.{random.Next(9)}"));
            world["registrant_email", Domain($"n{i}.com")] = Found("QAX: domain to whois email", Email($"u{random.Next(60)}@n.com"));
            world["reverse_email", Email($"u{i}@n.com")] = Found(
                "QAX: Whois email to domain", [.. Enumerable.Range(0, 6).Select(_ => Domain($"n{random.Next(200)}.com"))]);
        }

        return world;
    }
}
