using System.Collections.Concurrent;
using System.Threading.Channels;
using IocExplorer.Coordinator.Queries;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Persistence;
using IocExplorer.Testing;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Queries;

public sealed class QueryDeskTests
{
    private static readonly HuntId _otherHunt = new(2);

    private readonly World _world = new();
    private readonly FakeTime _time = new();
    private readonly ConcurrentQueue<Notice> _notices = [];
    private readonly Channel<(Exception Crash, bool IsGivenUp)> _crashes = Channel.CreateUnbounded<(Exception, bool)>();

    [Fact]
    public async Task AsksWhileACallIsOut_GoTogetherWithTheNext()
    {
        var gate = new TaskCompletionSource();
        var ledger = new FakeLedger(_world) { Before = () => gate.Task };
        await using var desk = Create(ledger);
        var probes = Enumerable.Range(0, 50).Select(_ => new Probe()).ToList();

        await AskAsync(desk, probes[0], "first.test");
        await ledger.Called.Task.InTime();
        foreach (var probe in probes.Skip(1))
        {
            await AskAsync(desk, probe, $"{probes.IndexOf(probe)}.test");
        }

        gate.SetResult();
        foreach (var probe in probes)
        {
            (await probe.NextAsync()).Count.ShouldBe(1);
        }

        ledger.Asks.Count.ShouldBeInRange(2, 3);
        ledger.MostAsksOut.ShouldBe(1);
        ledger.Asks.Sum(a => a.Queries.Count).ShouldBe(50);
    }

    [Fact]
    public async Task AnswersOfOneBatch_ComeToEachAskerInOneMessage()
    {
        var ledger = new FakeLedger(_world);
        var queries = Enumerable.Range(0, 5).Select(i => new TreeQuery(i, _world.Id("flint"), Domain($"{i}.test"))).ToList();
        queries.ForEach(q => ledger.Remember(new(q.Operation, q.Ioc), Found("r", Ip("192.0.2.1")), age: TimeSpan.FromHours(1)));
        await using var desk = Create(ledger);
        var probe = new Probe();

        await desk.AskAsync(new(HuntId.Embedded, FakeLedger.Fresh, probe.Asker, queries), Cancellation);

        var answers = await probe.NextAsync();
        answers.Select(a => (a.Number, a.Origin)).ShouldBe(Enumerable.Range(0, 5).Select(i => (i, AnswerOrigin.Ledger)));
    }

    [Fact]
    public async Task CallsAreNoBiggerThanAllowed()
    {
        var ledger = new FakeLedger(_world);
        await using var desk = Create(ledger, mostPerCall: 10);
        var probe = new Probe();

        await desk.AskAsync(
            new(HuntId.Embedded, FakeLedger.Fresh, probe.Asker, [.. Enumerable.Range(0, 95).Select(i => new TreeQuery(i, new(1), Domain($"{i}.test")))]),
            Cancellation);

        (await probe.NextAsync(95)).Select(a => a.Number).ShouldBe(Enumerable.Range(0, 95), ignoreOrder: true);
        ledger.Asks.Count.ShouldBe(10);
        ledger.Asks.ShouldAllBe(a => a.Queries.Count <= 10);
    }

    [Fact]
    public async Task HuntsThatAskTheSame_EachAskForThemselves()
    {
        var ledger = new FakeLedger(_world);
        var old = new QueryToAsk(_world.Id("flint"), Domain("a.test"));
        ledger.Remember(old, Answer.Empty.Instance, age: TimeSpan.FromHours(5));
        _world["flint", Domain("a.test")] = Found("r", Ip("192.0.2.1"));
        await using var desk = Create(ledger);
        var (patient, strict) = (new Probe(), new Probe());

        await desk.AskAsync(new(HuntId.Embedded, FakeLedger.Fresh, patient.Asker, [new(0, old.Operation, old.Ioc)]), Cancellation);
        (await patient.NextAsync()).Single().Answer.ShouldBe(Answer.Empty.Instance);
        var now = FakeLedger.Fresh.FailuresSince;
        await desk.AskAsync(new(_otherHunt, new(now, now), strict.Asker, [new(0, old.Operation, old.Ioc)]), Cancellation);

        (await strict.NextAsync()).Single().Answer.ShouldBeOfType<Answer.Found>();
        ledger.Asks.Select(a => a.Hunt).ShouldBe([HuntId.Embedded, _otherHunt]);
    }

    [Fact]
    public async Task LedgerAwayForAWhile_IsWaitedOutAndSaidOnce()
    {
        var isAway = true;
        var ledger = new FakeLedger(_world)
        {
            Trouble = _ =>
            {
                if (Volatile.Read(ref isAway))
                {
                    throw new LedgerException("The disk of ledger.db is full. Make room.", LedgerTrouble.Unavailable);
                }
            },
        };
        await using var desk = Create(ledger);
        var probe = new Probe();
        await AskAsync(desk, probe, "a.test");

        for (var failures = 0; failures < 10; failures++)
        {
            await _time.WaitForTimersAsync(1).InTime();
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        await _time.WaitForTimersAsync(1).InTime();
        Volatile.Write(ref isAway, false);
        _time.Advance(TimeSpan.FromSeconds(5));

        (await probe.NextAsync()).ShouldHaveSingleItem();
        _notices.ShouldBe(
        [
            new(IsError: true, "The disk of ledger.db is full. Make room. Nothing is lost; waiting until it works again."),
            new(IsError: false, "The ledger works again after 55 s."),
        ]);
        _crashes.Reader.Count.ShouldBe(0);
    }

    [Fact]
    public async Task HintsThatAreLost_AreMadeUpForByPolling()
    {
        var ledger = new FakeLedger(_world) { AreComplete = false, LosesHints = true };
        await using var desk = Create(ledger);
        var probe = new Probe();
        await AskAsync(desk, probe, "a.test");
        await _time.WaitForTimersAsync(1).InTime();

        _time.Advance(TimeSpan.FromSeconds(0.79));
        ledger.Asks.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(0.42));

        (await probe.NextAsync()).ShouldHaveSingleItem().ShouldBe(new(0, Answer.Empty.Instance, AnswerOrigin.Fresh));
        ledger.Asks.Count.ShouldBe(2);
    }

    [Fact]
    public async Task HintsOfAnotherProcess_AreReadAtOnce()
    {
        var ledger = new FakeLedger(_world) { AreComplete = false, HintsWithoutAnswers = true };
        await using var desk = Create(ledger);
        var probe = new Probe();

        await AskAsync(desk, probe, "a.test");

        (await probe.NextAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task LedgerThatKeepsNothing_IsNotWaitedOut()
    {
        var broken = new LedgerException("ledger.db is damaged.", LedgerTrouble.Unusable);
        await using var desk = Create(new FakeLedger(_world) { Trouble = _ => throw broken });

        await AskAsync(desk, new Probe(), "a.test");

        (await _crashes.Reader.ReadAsync(Cancellation).AsTask().InTime()).Crash.ShouldBe(broken);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private QueryDesk Create(FakeLedger ledger, int mostPerCall = 2048) => new(
        ledger,
        new() { Time = _time, MostPerCall = mostPerCall, Random = new(1) },
        _notices.Enqueue,
        (crash, isGivenUp) => _crashes.Writer.TryWrite((crash, isGivenUp)));

    private async Task AskAsync(QueryDesk desk, Probe probe, string domain) => await desk.AskAsync(
        new(HuntId.Embedded, FakeLedger.Fresh, probe.Asker, [new(0, _world.Id("flint"), Domain(domain))]), Cancellation);

    /// <summary>A walk that only listens.</summary>
    private sealed class Probe
    {
        private readonly Channel<IReadOnlyList<TreeAnswer>> _messages = Channel.CreateUnbounded<IReadOnlyList<TreeAnswer>>();

        public Probe() => Asker = new(answers => _messages.Writer.TryWrite(answers));

        public Asker Asker { get; }

        public async Task<IReadOnlyList<TreeAnswer>> NextAsync() => await _messages.Reader.ReadAsync(Cancellation).AsTask().InTime();

        public async Task<IReadOnlyList<TreeAnswer>> NextAsync(int answers)
        {
            var all = new List<TreeAnswer>();
            while (all.Count < answers)
            {
                all.AddRange(await NextAsync());
            }

            return all;
        }
    }
}
