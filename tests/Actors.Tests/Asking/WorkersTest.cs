using System.Collections.Concurrent;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;
using IocExplorer.Workers.Asking;
using static IocExplorer.Messages.Protocols.SourceThrottleProtocol;
using static IocExplorer.Messages.Protocols.SourceWorkerProtocol;
using AkkaProbe = Akka.TestKit.TestProbe;

namespace IocExplorer.Actors.Tests.Asking;

/// <summary>
/// The workers of a node between a throttle and a broker that the test plays. Time stands still unless the test moves it; pulls come when
/// there is a reason, and not every second.
/// </summary>
public abstract class WorkersTest : TestKit
{
    internal static readonly OperationId Relatives = new(1);
    internal static readonly TimeSpan PermitLife = TimeSpan.FromSeconds(5);
    private long _grants;

    protected WorkersTest()
        : base(TestKitConfig.Quiet)
    {
        Throttle = CreateTestProbe("throttle");
        Broker = CreateTestProbe("broker");
        Region = CreateTestProbe("region");
    }

    internal AkkaProbe Throttle { get; }

    internal AkkaProbe Region { get; }

    internal AkkaProbe Broker { get; }

    internal FakeTime Time { get; } = new();

    internal MemoryLedger Ledger { get; } = new();

    internal ConcurrentQueue<string> Notices { get; } = new();

    internal ConcurrentQueue<(string Who, bool IsGivenUp)> Crashes { get; } = new();

    internal WorkersStatus Status { get; private set; } = null!;

    internal IActorRef Workers { get; private set; } = null!;

    internal IActorRef Worker { get; private set; } = null!;

    internal static Ioc Domain(int i) => new(IocType.Domain, $"n{i}.example");

    internal static Query QueryOf(int i) => new(Relatives, Domain(i));

    internal WorkItem Item(int i, Answer.NotAnswered? refusal = null, string key = "TestSource 1") =>
        new(QueryOf(i), new(1), new(MemoryLedger.Now, MemoryLedger.Now), [Broker], key, refusal);

    /// <summary>Starts the workers and takes in the first pull.</summary>
    internal Pull Start(HeldSource source, Func<SourceWorkersOptions, SourceWorkersOptions>? with = null)
    {
        var options = new SourceWorkersOptions
        {
            Time = Time,
            PullInterval = TimeSpan.FromHours(1),
            LedgerPause = TimeSpan.FromMilliseconds(10),
            RestartPause = TimeSpan.FromMilliseconds(10),
            Notify = notice => Notices.Enqueue(notice.Text),
            Crashed = (who, _, isGivenUp) => Crashes.Enqueue((who, isGivenUp)),
        };
        Status = new([source], Time);
        Workers = Sys.ActorOf(
            SourceWorkers.Props(Status, new([(Relatives, HeldSource.Relatives)]), Ledger, Region, with?.Invoke(options) ?? options), SourceWorkers.ActorName);
        var first = NextPull();
        Worker = first.Worker;

        // The worker may pull before its parent has handed the source its host.
        Settle();
        return first;
    }

    /// <summary>The workers' parent has taken in whatever it was told before.</summary>
    internal void Settle()
    {
        var here = CreateTestProbe();
        Workers.Tell(new Identify(1), here);
        here.ExpectMsg<ActorIdentity>();
    }

    internal Pull NextPull() => Region.ExpectMsg<Pull>();

    /// <summary>Pulls until one says this.</summary>
    internal Pull PullThat(Predicate<Pull> says) => (Pull)Region.FishForMessage(message => message is Pull pull && says(pull));

    internal Pull AskForPull(bool withInFlight)
    {
        Workers.Tell(new PullNow("TestSource", withInFlight), Throttle);
        return withInFlight ? PullThat(p => p.InFlight is not null) : NextPull();
    }

    internal Grant GrantOf(long pull, IReadOnlyList<WorkItem> work, int permits = 0, long? number = null, IActorRef? throttle = null) => new(
        "TestSource",
        throttle ?? Throttle.Ref,
        pull,
        number ?? ++_grants,
        work,
        permits > 0 ? [new("TestSource 1", Reservation: 100 + (number ?? _grants), permits)] : [],
        PermitLife);

    internal void Give(Grant grant) => Worker.Tell(grant, grant.Throttle);

    internal QueryBrokerProtocol.Answered NextAnswers() => Broker.ExpectMsg<QueryBrokerProtocol.Answered>();

    protected override void AfterAll()
    {
        base.AfterAll();
        Status?.Dispose();
    }
}
