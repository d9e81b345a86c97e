using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Throttling;
using static IocExplorer.Messages.Protocols.SourceThrottleProtocol;
using static IocExplorer.Messages.Protocols.SourceWorkerProtocol;

namespace IocExplorer.Actors.Tests.Throttling;

/// <summary>Throttles with workers and brokers that the test plays, on a clock that moves only when the test says so.</summary>
public abstract class ThrottleTestKit : TestKit
{
    protected const string Source = "VirusTotal";
    protected const string Key = "VirusTotal 0123456789abcdef";
    protected const string OtherKey = "VirusTotal fedcba9876543210";

    private int _workers;

    protected ThrottleTestKit(Config config)
        : base(config)
    {
        Broker = CreateTestProbe("broker");
        Options = new() { Time = Time };
    }

    protected static TimeSpan Patience { get; } = SafetyTimeout.Length;

    /// <summary>A minute has 240 permits; the first 60 are given together.</summary>
    protected static QuotaLimits Metered { get; } = new(240, 0, 0);

    protected FakeTime Time { get; } = new();

    protected TestProbe Broker { get; }

    protected WorkerNodes Nodes { get; } = new();

    /// <summary>What the throttles show of themselves.</summary>
    protected ThrottleStatistics Board { get; } = new();

    protected SourceThrottleOptions Options { get; set; }

    protected static Query Query(string domain, int operation = 1) => new(new(operation), new(IocType.Domain, domain));

    protected static KeyDemand Demand(string key = Key, QuotaLimits? quota = null, int free = 4, int wanted = 0, int slots = 4) =>
        new(key, quota ?? QuotaLimits.Unlimited, slots, free, wanted, []);

    protected static Pull Pull(
        TestProbe worker, long number, long seen = 0, string[]? done = null, string[]? inFlight = null, KeyDemand[]? keys = null) => new(
        Source,
        worker,
        number,
        seen,
        [new(1), new(2)],
        keys ?? [Demand()],
        [.. (done ?? []).Select(domain => Query(domain))],
        [],
        inFlight?.Select(domain => Query(domain)).ToList());

    protected Ask Ask(params string[] domains) => AskFor(1, domains);

    protected Ask AskFor(long hunt, params string[] domains) =>
        new(Source, Broker, new(hunt), new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch), [.. domains.Select(d => Query(d))]);

    /// <summary>A worker that keeps news for itself; <see cref="News"/> is for those who want them.</summary>
    protected TestProbe Worker()
    {
        var worker = CreateTestProbe($"worker-{++_workers}");
        worker.IgnoreMessages(message => message is SourceNews);
        return worker;
    }

    /// <summary>The first news of this key that are of this kind.</summary>
    protected static KeyNews News(TestProbe worker, Func<KeyNews, bool> which) =>
        worker.FishForMessage<SourceNews>(news => news.Keys.Any(which), Patience).Keys.First(which);

    protected IActorRef Create() => Sys.ActorOf(SourceThrottle.Props(Source, Options, Nodes, Board));

    /// <summary>Whatever it was told so far has had its effect, but for what comes back from a journal.</summary>
    protected void Settle(IActorRef throttle)
    {
        var here = CreateTestProbe();
        for (var i = 0; i < 2; i++)
        {
            throttle.Tell(new Identify(i), here);
            here.ExpectMsg<ActorIdentity>(Patience);
        }
    }

    /// <summary>The throttle has taken in what its journal holds. It was told of a key with a quota before.</summary>
    protected void AwaitRecovery(IActorRef throttle)
    {
        Settle(throttle);
        var unhandled = CreateTestProbe();
        Sys.EventStream.Subscribe(unhandled, typeof(UnhandledMessage));

        // A journal that recovers keeps what it is told until it has; then it does not know this.
        var question = new object();
        Sys.ActorSelection(throttle.Path / "quotas").Tell(question, unhandled);
        unhandled.FishForMessage<UnhandledMessage>(message => ReferenceEquals(message.Message, question), Patience);
        Settle(throttle);
    }

    /// <summary>Time passes in steps that no throttle takes for a sleep of its own.</summary>
    protected void Pass(IActorRef throttle, TimeSpan time)
    {
        Settle(throttle);
        for (var step = TimeSpan.FromSeconds(10); time > TimeSpan.Zero; time -= step)
        {
            Time.Advance(time < step ? time : step);
            throttle.Tell(SourceThrottle.Tick.Instance, Broker);
            Settle(throttle);
        }
    }

    /// <summary>What was told to the throttle so far has led to nothing that is handed out.</summary>
    protected void ExpectNoGrant(IActorRef throttle, params TestProbe[] workers)
    {
        Settle(throttle);
        foreach (var worker in workers)
        {
            ToldTo(worker).OfType<Grant>().ShouldBeEmpty();
        }
    }

    /// <summary>All that it was told so far and has not read: what is not in its queue yet comes before the mark.</summary>
    protected static IReadOnlyList<object> ToldTo(TestProbe probe)
    {
        var (mark, told) = (new object(), new List<object>());
        probe.Ref.Tell(mark, ActorRefs.NoSender);
        while (true)
        {
            var next = probe.ReceiveOne(Patience) ?? throw new TimeoutException("The probe does not get the mark.");
            if (ReferenceEquals(next, mark))
            {
                return told;
            }

            told.Add(next);
        }
    }

    /// <summary>A throttle may read it while the test changes it.</summary>
    protected sealed class WorkerNodes : IWorkerDirectory
    {
        private volatile ImmutableList<(string Node, string Path)> _all = [];

        IReadOnlyList<(string Node, string Path)> IWorkerDirectory.Nodes => _all;

        public void Add(string node, string path) => _all = _all.Add((node, path));

        /// <summary>A node of this process, whose workers the probe plays.</summary>
        public void Add(TestProbe workers) => Add(IWorkerDirectory.Local, workers.Ref.Path.ToStringWithoutAddress());

        public void Remove(string node) => _all = _all.RemoveAll(member => member.Node == node);
    }
}
