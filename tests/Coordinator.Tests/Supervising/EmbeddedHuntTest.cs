using System.Collections.Concurrent;
using Akka.Actor;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Supervising;
using IocExplorer.Hosting.Engine;
using IocExplorer.Messages;
using IocExplorer.Testing;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Supervising;

/// <summary>Runs over a ledger and a world that are played, with results in a folder of their own.</summary>
public abstract class EmbeddedHuntTest : IAsyncDisposable
{
    private protected const string Stamp = "202601051200";

    private readonly ConcurrentQueue<ActorSystem> _systems = [];

    private protected KeptHunts Hunts { get; } = new();

    private protected TempFolder Folder { get; } = new();

    private protected FakeTime Time { get; } = new();

    private protected ConcurrentQueue<Notice> Notices { get; } = [];

    private protected World World { get; } = new();

    private protected CancellationTokenSource Stop { get; } = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_systems.Select(system => system.Terminate()));
        Folder.Dispose();
        Stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected static Ioc Seed(int number) => Domain($"n{number}.com");

    private protected HuntOptions Options(IReadOnlyList<Ioc> seeds, int activeTrees = 64) => new()
    {
        Seeds = seeds,
        OutputDirectory = Folder.Path,
        Freshness = PlayedLedger.Fresh,
        ActiveTrees = activeTrees,
    };

    private protected Task<EmbeddedHunt> StartAsync(PlayedLedger ledger, IReadOnlyList<Ioc> seeds, int activeTrees = 64) =>
        StartAsync(ledger, Options(seeds, activeTrees), Stop.Token);

    private protected Task<EmbeddedHunt> StartAsync(PlayedLedger ledger, HuntOptions options, CancellationToken cancellation)
    {
        // The journal of quotas is never opened: nobody here has any.
        var system = EmbeddedEngine.Create(JournalConfig.Embedded(Path.Combine(Folder.Path, "quotas")));
        _systems.Enqueue(system);
        var parts = new HuntParts
        {
            Ledger = ledger,
            Hunts = Hunts,
            Throttles = system.ActorOf(ledger.Throttles()),
            Operations = [.. World.Catalogue.InTreeOrder.Select(o => new NumberedOperation(o.Id, o.Operation))],
            Notices = Notices.Enqueue,
            Time = Time,
            Random = new(7),
            HuntJournal = JournalConfig.Hunts,
            HuntSnapshots = JournalConfig.HuntSnapshots,
        };
        return EmbeddedHunt.StartAsync(system, options, parts, cancellation);
    }

    /// <summary>Domains that are related to domains and addresses among themselves, by chance but always the same.</summary>
    private protected World RandomRelations(int domains)
    {
        var random = new Random(11);
        for (var i = 0; i < domains; i++)
        {
            World["flint", Seed(i)] = Found("QAX: domain to resolution ip", Ip($"8.8.{random.Next(4)}.{random.Next(4)}"), Ip("1.1.1.1"));
            World["reverse_email", Email($"u{i}@n.com")] = Found("QAX: Whois email to domain", Seed(random.Next(domains)), Seed(random.Next(domains)));
            World["registrant_email", Seed(i)] = Found("QAX: domain to whois email", Email($"u{random.Next(domains)}@n.com"));
        }

        return World;
    }
}
