using System.Collections.Concurrent;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using IocExplorer.Actors.Tests.Supervising;
using IocExplorer.Hosting.Placement;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Tests.Doubles;
using IocExplorer.Workers.Throttling;
using AkkaProbe = Akka.TestKit.TestProbe;

namespace IocExplorer.Actors.Tests.Asking;

/// <summary>A source at a scripted server with its workers and its throttle, as in a run: only ledger and broker are played. Time stands still.</summary>
public abstract class SourceOverHttpTest : TestKit
{
    private static readonly TimeSpan _patience = SafetyTimeout.Length;

    private readonly AkkaProbe _broker;
    private readonly FakeTime _time = new();
    private HttpSource? _source;
    private IActorRef _throttles = ActorRefs.Nobody;
    private int _answered;

    protected SourceOverHttpTest()
        : base(TestPersistence.Config) => _broker = CreateTestProbe("broker");

    internal static OperationId Relatives { get; } = new(1);

    internal static OperationId Cousins { get; } = new(2);

    internal MemoryLedger Ledger { get; } = new();

    internal ConcurrentQueue<Notice> Notices { get; } = new();

    internal WorkersStatus? Status { get; private set; }

    internal IEnumerable<Answer> Answers => Ledger.Answers.Values.Select(recorded => recorded.Answer);

    internal IEnumerable<string> Texts => Notices.Select(notice => notice.Text);

    internal void Start(ScriptedServer server, int keys = 1, int concurrency = 4, QuotaLimits? quota = null)
    {
        TestOperation[] operations = [new(server.BaseUrl, "relatives"), new(server.BaseUrl, "cousins")];
        _source = new(
            new()
            {
                Name = "TestSource",
                Operations = operations,
                ApiKeys = [.. Enumerable.Range(1, keys).Select(i => $"secret{i}")],
                Quota = quota ?? QuotaLimits.Unlimited,
                MaxConcurrency = concurrency,
            },
            Notices.Enqueue,
            _time,
            new Random(1));
        Status = new([_source], _time);
        var (options, directory, board) = (new SourceThrottleOptions { Time = _time }, new LocalWorkerDirectory(), new ThrottleStatistics());
        _throttles = Sys.ActorOf(
            ChildPerEntity.Props(message => (message as IWithSource)?.Source, source => SourceThrottle.Props(source, options, directory, board)));
        var catalogue = new OperationCatalogue([(Relatives, operations[0].Operation), (Cousins, operations[1].Operation)]);
        var workers = new SourceWorkersOptions { Time = _time, Notify = Notices.Enqueue };
        Sys.ActorOf(SourceWorkers.Props(Status, catalogue, Ledger, _throttles, workers), SourceWorkers.ActorName);
    }

    internal void Ask(OperationId operation, params IEnumerable<string> values) => _throttles.Tell(
        new SourceThrottleProtocol.Ask(
            "TestSource", _broker, new(1), new(MemoryLedger.Now, MemoryLedger.Now), [.. values.Select(v => new Query(operation, new(IocType.Domain, v)))]),
        _broker);

    /// <summary>Waits until so many in all are answered.</summary>
    internal async Task AnsweredAsync(int count)
    {
        while (_answered < count)
        {
            _answered += (await _broker.ExpectMsgAsync<QueryBrokerProtocol.Answered>(_patience)).Queries.Count;
        }
    }

    internal Answer AnswerOf(string value) => Ledger.Answers.Single(a => a.Key.Ioc.Value == value).Value.Answer;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Status?.Dispose();
        _source?.Dispose();
    }
}
