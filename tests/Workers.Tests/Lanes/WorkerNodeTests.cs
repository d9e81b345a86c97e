using System.Collections.Concurrent;
using IocExplorer.Messages;
using IocExplorer.Persistence;
using IocExplorer.Testing;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Lanes;

public sealed class WorkerNodeTests : IAsyncDisposable
{
    private static readonly OperationId Relatives = new(1);
    private static readonly OperationId Cousins = new(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Operation[] Operations =
    [
        new("TestSource", "relatives", "v1", [IocType.Domain], LeavesTheHouse: true),
        new("TestSource", "cousins", "v1", [IocType.Domain], LeavesTheHouse: true),
    ];

    private readonly FakeLedger _ledger = new();
    private readonly FakeTime _time = new();
    private readonly NoticeList _notices = new();
    private readonly ConcurrentQueue<(string Name, Exception Crash)> _crashes = new();
    private WorkerNode? _node;

    [Fact]
    public async Task Start_WithWorkOpen_FillsTheSlotsAndClaimsAsMuchAgainAhead()
    {
        var lane = new HeldLane(64);
        Open(500);
        Start(lane);

        await lane.StartedAsync(64);

        lane.Started.ShouldBe(64);
        _ledger.Claims.First().ShouldBeEquivalentTo(new ClaimRequest("TestSource", 128, []));
        _node!.Progress()[0].InFlight.ShouldBe(64);
    }

    [Fact]
    public async Task ASlotThatBecomesFree_IsFilledWithoutWaitingForTheLedger()
    {
        var lane = new HeldLane(64);
        var claims = 0;
        var never = new TaskCompletionSource();
        _ledger.Before = call => call == "claim" && ++claims > 1 ? never.Task : Task.CompletedTask;
        Open(500);
        Start(lane);
        await lane.StartedAsync(64);

        lane.LetAllGo();

        await lane.StartedAsync(128);
        never.SetResult();
    }

    [Fact]
    public async Task AMeteredLane_ClaimsOnlyWhatItHasPermitsFor()
    {
        var lane = new HeldLane(64) { IsMetered = true, ReadyAtOnce = 3 };
        Open(2);
        Start(lane);

        await lane.StartedAsync(2);

        _ledger.Claims.First().Most.ShouldBe(3);
        lane.NotUsedCounts.First().ShouldBe(1);
    }

    [Fact]
    public async Task LosingOwnership_HandsBackWhatWasNotBegunAndLetsTheRestEnd()
    {
        var lane = new HeldLane(4);
        Open(8);
        Start(lane);
        await lane.StartedAsync(4);

        _node!.LoseOwnership();
        await lane.StartedAsync(4);
        lane.LetAllGo();
        await lane.StartedAsync(8);
        lane.LetAllGo();
        await _ledger.WaitForAnswersAsync(8).WaitAsync(Patience, TestContext.Current.CancellationToken);

        _ledger.Released.Count.ShouldBe(4);
        lane.Started.ShouldBe(8);
    }

    [Fact]
    public async Task WorkThatIsOpenedLater_IsClaimedOnTheHint()
    {
        var lane = new HeldLane(4);
        Start(lane);

        Open(1);

        await lane.StartedAsync(1);
    }

    [Fact]
    public async Task WorkWithoutAHint_IsFoundByLookingFromTimeToTime()
    {
        var lane = new HeldLane(4);
        await using var ledger = new FakeLedger { AreComplete = false };
        _node = Start(ledger, lane);
        await _time.WaitForTimersAsync(1);
        var looked = ledger.Claims.Count;

        _time.Advance(TimeSpan.FromSeconds(1));
        await _time.WaitForTimersAsync(1);

        ledger.Claims.Count.ShouldBeGreaterThan(looked);
    }

    [Fact]
    public async Task WhatALaneLeavesToOthers_IsNotClaimed()
    {
        var lane = new HeldLane(4) { LeftToOthers = [Operations[1]] };
        _ledger.Open(Cousins, new Ioc(IocType.Domain, "c.example"));
        Open(1);
        Start(lane);

        await lane.StartedAsync(1);

        _ledger.Claims.ShouldAllBe(c => c.Except.SequenceEqual(new[] { Cousins }));
        _ledger.OpenCount.ShouldBe(1);
    }

    [Fact]
    public async Task AnAnswer_IsRecordedUnderItsClaim()
    {
        var lane = new HeldLane(4);
        Open(1);
        Start(lane);
        await lane.StartedAsync(1);

        lane.LetGo("n1.example", Answer.Empty.Instance);
        await _ledger.WaitForAnswersAsync(1).WaitAsync(Patience, TestContext.Current.CancellationToken);

        _ledger.AnswerOf("n1.example").ShouldBe(Answer.Empty.Instance);
        _node!.Progress()[0].Empty.ShouldBe(1);
    }

    [Fact]
    public async Task AQueryHandedBack_IsOpenAgain()
    {
        var lane = new HeldLane(1);
        Open(1);
        Start(lane);
        await lane.StartedAsync(1);

        lane.LetGo("n1.example", null);
        await lane.StartedAsync(2);

        _ledger.Released.Count.ShouldBeGreaterThanOrEqualTo(1);
        _ledger.Answers.ShouldBeEmpty();
        await _node!.StopAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task AnswersThatComeTogether_AreWrittenTogether()
    {
        var lane = new HeldLane(64);
        var first = new TaskCompletionSource();
        var calls = 0;
        _ledger.Before = call => call == "answer" && ++calls == 1 ? first.Task : Task.CompletedTask;
        Open(64);
        Start(lane);
        await lane.StartedAsync(64);

        lane.LetAllGo();
        first.SetResult();
        await _ledger.WaitForAnswersAsync(64).WaitAsync(Patience, TestContext.Current.CancellationToken);

        _ledger.BatchSizes.Sum().ShouldBe(64);
        _ledger.BatchSizes.Count.ShouldBeLessThan(32);
    }

    [Fact]
    public async Task ALedgerThatGoesAway_LosesNoAnswerAndIsToldOnce()
    {
        var lane = new HeldLane(8);
        Open(8);
        Start(lane);
        await lane.StartedAsync(8);
        _ledger.Before = _ => throw new LedgerException("The disk is full.", LedgerTrouble.Unavailable);
        lane.LetAllGo();
        for (var tries = 0; tries < 4; tries++)
        {
            await _time.WaitForTimersAsync(1);
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        await _time.WaitForTimersAsync(1);
        _ledger.Before = null;
        var answered = _ledger.WaitForAnswersAsync(8).WaitAsync(Patience, TestContext.Current.CancellationToken);
        while (!answered.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await answered;
        await _notices.WaitForAsync("works again").WaitAsync(Patience, TestContext.Current.CancellationToken);
        _notices.Texts.ShouldBe(["The disk is full. Trying again until it works; nothing is lost.", "The ledger works again."]);
    }

    [Fact]
    public async Task AWorkerThatCrashes_IsRestartedAndLosesNothing()
    {
        var lane = new HeldLane(4);
        var claims = 0;
        _ledger.Before = call => call == "claim" && ++claims == 2 ? throw new InvalidOperationException("A fault.") : Task.CompletedTask;
        Open(12);
        Start(lane);
        await lane.StartedAsync(4);
        lane.LetAllGo();
        await _time.WaitForTimersAsync(1);
        _crashes.ShouldHaveSingleItem().Name.ShouldBe("worker TestSource 1");
        _time.Advance(TimeSpan.FromSeconds(1));

        for (var started = 8; started <= 12; started += 4)
        {
            await lane.StartedAsync(started);
            lane.LetAllGo();
        }

        await _ledger.WaitForAnswersAsync(12).WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task AQueryThatTripsOverAFaultOfOurs_IsNotAnsweredAndStopsNobody()
    {
        var lane = new HeldLane(4);
        Open(2);
        Start(lane);
        await lane.StartedAsync(2);

        lane.Crash("n1.example", new InvalidOperationException("A fault."));
        lane.LetGo("n2.example", Answer.Empty.Instance);
        await _ledger.WaitForAnswersAsync(2).WaitAsync(Patience, TestContext.Current.CancellationToken);

        _ledger.AnswerOf("n1.example").ShouldBe(new Answer.NotAnswered(
            NotAnsweredReason.Failed, "IOC Explorer failed on this query (InvalidOperationException); please report it"));
        _crashes.ShouldHaveSingleItem().Name.ShouldBe("a query of TestSource");
    }

    [Fact]
    public async Task AWriterThatIsGivenUp_FailsTheNode()
    {
        var lane = new HeldLane(1);
        Open(1);
        Start(lane);
        await lane.StartedAsync(1);
        _ledger.Before = call => call == "answer" ? throw new LedgerException("Not a ledger.", LedgerTrouble.Unusable) : Task.CompletedTask;

        lane.LetAllGo();
        while (!_node!.Failed.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        (await Should.ThrowAsync<LedgerException>(_node.Failed)).Message.ShouldBe("Not a ledger.");
    }

    [Fact]
    public async Task Stop_LetsWhatIsUnderWayEndAndHandsTheRestBack()
    {
        var lane = new HeldLane(4);
        Open(10);
        Start(lane);
        await lane.StartedAsync(4);

        var stopped = _node!.StopAsync(TimeSpan.FromSeconds(3));
        lane.LetAllGo();
        await stopped;

        lane.WasStopped.ShouldBeTrue();
        lane.WasClosed.ShouldBeTrue();
        _ledger.Answers.Count.ShouldBe(4);
        _ledger.OpenCount.ShouldBe(6);
        lane.Started.ShouldBe(4);
    }

    [Fact]
    public async Task Stop_AfterTheGrace_CancelsAndHandsBackWhatHasNotEnded()
    {
        var lane = new HeldLane(4);
        Open(10);
        Start(lane);
        await lane.StartedAsync(4);

        var stopped = _node!.StopAsync(TimeSpan.FromSeconds(3));
        await _time.WaitForTimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(1.8));
        await stopped.WaitAsync(Patience, TestContext.Current.CancellationToken);

        _ledger.Answers.ShouldBeEmpty();
        _ledger.OpenCount.ShouldBe(10);
    }

    [Fact]
    public async Task Stop_WithALedgerThatDoesNotReply_EndsWithTheGrace()
    {
        var lane = new HeldLane(4);
        Open(10);
        Start(lane);
        await lane.StartedAsync(4);
        var never = new TaskCompletionSource();
        _ledger.Before = _ => never.Task;
        var start = _time.GetTimestamp();

        var stopped = _node!.StopAsync(TimeSpan.FromSeconds(3));
        while (!stopped.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        await stopped;
        lane.WasStopped.ShouldBeTrue();
        never.SetResult();
        start.ShouldBeLessThan(_time.GetTimestamp());
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.StopAsync(TimeSpan.Zero);
            await _node.DisposeAsync();
        }

        await _ledger.DisposeAsync();
    }

    private void Open(int count) => _ledger.Open(
        Relatives, [.. Enumerable.Range(1, count).Select(i => new Ioc(IocType.Domain, $"n{i}.example"))]);

    private void Start(HeldLane lane) => _node = Start(_ledger, lane);

    private WorkerNode Start(FakeLedger ledger, HeldLane lane) => WorkerNode.Start(
        ledger,
        new([(Relatives, Operations[0]), (Cousins, Operations[1])]),
        [new OneLaneSource(lane)],
        new() { Time = _time, Crashed = (name, crash, _) => _crashes.Enqueue((name, crash)) },
        _notices.Add);

    private sealed class OneLaneSource(ILane lane) : ISource
    {
        public string Name => "TestSource";

        public IReadOnlyList<Operation> Operations => WorkerNodeTests.Operations;

        public IReadOnlyList<ILane> Lanes => [lane];
    }
}
