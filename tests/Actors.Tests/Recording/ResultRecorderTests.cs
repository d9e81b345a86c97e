using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Testing;
using static IocExplorer.Actors.Tests.Brokering.World;
using static IocExplorer.Coordinator.Recording.RecorderProtocol;

namespace IocExplorer.Actors.Tests.Recording;

public sealed class ResultRecorderTests : TestKit
{
    private static readonly TimeSpan _patience = SafetyTimeout.Length;
    private static readonly HuntId _hunt = new(7);

    private readonly PlayedResultStore _store = new();
    private readonly TestProbe _tree;
    private readonly IActorRef _recorder;

    public ResultRecorderTests()
        : base(TestKitConfig.Quiet)
    {
        _tree = CreateTestProbe("tree");
        _recorder = Sys.ActorOf(ResultRecorder.Props(_store), ResultRecorder.Name);
    }

    [Fact]
    public void Walk_IsBuiltRecordedAndAnswered()
    {
        var record = Record(3);
        _recorder.Tell(record, _tree);

        _tree.ExpectMsg<Recorded>(_patience).ShouldBe(new(record.Tree, record.Plan.Freshness, PlayedResultStore.OutcomeOf(3)));
        _tree.LastSender.ShouldBe(_recorder);
        _store.Prepared.ShouldHaveSingleItem().ShouldBeSameAs(record);
    }

    [Fact]
    public async Task RepeatedWalk_IsBuiltOnce_AndAnsweredOnceToWhoeverToldLast()
    {
        var mayReturn = Hold();
        var moved = CreateTestProbe();
        _recorder.Tell(Record(1), _tree);
        Until(() => _store.Calls.Count == 1);

        _recorder.Tell(Record(1), _tree);
        _recorder.Tell(Record(1), moved);
        await TakenInAsync();
        mayReturn.SetResult();

        (await moved.ExpectMsgAsync<Recorded>(_patience)).Tree.Number.ShouldBe(1);
        (await DrainedAsync()).ShouldBe(Drained.Instance);
        (moved.HasMessages, _tree.HasMessages, _store.Prepared.Count).ShouldBe((false, false, 1));
    }

    [Fact]
    public void WalkToldAgainAfterItsAnswer_IsRecordedAgain()
    {
        _recorder.Tell(Record(1), _tree);
        _tree.ExpectMsg<Recorded>(_patience);

        _recorder.Tell(Record(1), _tree);

        _tree.ExpectMsg<Recorded>(_patience).Tree.Number.ShouldBe(1);
    }

    [Fact]
    public void SameTreeOfARetry_IsAnotherResult()
    {
        var mayReturn = Hold();
        var retried = CreateTestProbe();
        _recorder.Tell(Record(1), _tree);

        _recorder.Tell(Record(1, new(Noon, Noon)), retried);
        Until(() => _store.Prepared.Count == 2);
        mayReturn.SetResult();

        _tree.ExpectMsg<Recorded>(_patience);
        retried.ExpectMsg<Recorded>(_patience);
    }

    [Fact]
    public async Task NoMoreThanTwo_AreBuiltAtATime()
    {
        using var mayBuild = new SemaphoreSlim(0);
        _store.OnPrepare = _ => mayBuild.Wait(_patience);
        for (var tree = 1; tree <= 6; tree++)
        {
            _recorder.Tell(Record(tree), _tree);
        }

        Until(() => _store.Prepared.Count == 2);
        await TakenInAsync();
        mayBuild.Release(6);
        await _tree.ReceiveNAsync(6, _patience).ToListAsync();

        _store.MostPreparing.ShouldBe(2);
        _store.Prepared.Select(tree => tree.Tree.Number).Order().ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public async Task WhatIsBuiltWhileACallIsOut_GoesTogetherWithTheNext()
    {
        var mayReturn = Hold();
        _recorder.Tell(Record(1), _tree);
        Until(() => _store.Calls.Count == 1);

        for (var tree = 2; tree <= 100; tree++)
        {
            _recorder.Tell(Record(tree), _tree);
        }

        Until(() => _store.Prepared.Count == 100);
        await TakenInAsync();
        mayReturn.SetResult();
        await _tree.ReceiveNAsync(100, _patience).ToListAsync();

        // A call has at most 64; the last ones may have been under way to it still.
        _store.Calls[0].ShouldBe([1]);
        _store.Calls.ShouldAllBe(call => call.Count <= 64);
        _store.Calls.Count.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public void StoreThatIsAway_IsToldAgainTheSame_UntilItWorks()
    {
        _store.OnRecord = (call, _) => call <= 2 ? throw PlayedResultStore.Away() : Task.CompletedTask;
        _recorder.Tell(Record(1), _tree);

        _tree.ExpectMsg<Recorded>(_patience).Outcome.ShouldBe(PlayedResultStore.OutcomeOf(1));
        _store.Calls.ShouldBe([[1], [1], [1]]);
        _store.Prepared.Count.ShouldBe(1);
    }

    [Fact]
    public void WhileTheStoreIsAway_NothingElseIsCalled()
    {
        var away = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.OnRecord = (call, _) => call == 1 ? away.Task : Task.CompletedTask;
        _recorder.Tell(Record(1), _tree);
        Until(() => _store.Calls.Count == 1);
        _recorder.Tell(Record(2), _tree);
        Until(() => _store.Prepared.Count == 2);
        away.SetException(PlayedResultStore.Away());

        _tree.ExpectMsg<Recorded>(_patience).Tree.Number.ShouldBe(1);
        _tree.ExpectMsg<Recorded>(_patience).Tree.Number.ShouldBe(2);
        _store.Calls.ShouldBe([[1], [1], [2]]);
    }

    [Fact]
    public async Task RefusedResult_IsNotAnswered_AndNotInHandAnyMore()
    {
        _store.Refused = new HashSet<int> { 1 };
        _recorder.Tell(Record(1), _tree);
        Until(() => _store.Calls.Count == 1);
        _recorder.Tell(Record(2), _tree);

        (await _tree.ExpectMsgAsync<Recorded>(_patience)).Tree.Number.ShouldBe(2);
        await DrainedAsync();
        _tree.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public async Task Drain_IsAnsweredAtOnceWhenNothingIsInHand() => (await DrainedAsync()).ShouldBe(Drained.Instance);

    [Fact]
    public async Task Drain_IsAnsweredWhenAllThatWasToldIsRecorded()
    {
        var mayReturn = Hold();
        _recorder.Tell(Record(1), _tree);
        _recorder.Tell(Record(2), _tree);
        var drained = DrainedAsync();
        await TakenInAsync();
        drained.IsCompleted.ShouldBeFalse();

        mayReturn.SetResult();

        await drained;
        _store.Calls.SelectMany(call => call).Order().ShouldBe([1, 2]);
        await _tree.ReceiveNAsync(2, _patience).ToListAsync();
    }

    [Fact]
    public async Task Crash_ForgetsWhatIsInHand_AndWhatWasUnderWayBeforeIt_IsPassedOverWhenItComes()
    {
        var mayFail = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayReturn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var mayBuild = new ManualResetEventSlim();
        _store.OnRecord = async (call, cancellation) =>
        {
            // The crash cancels the first call; that it says so takes a while.
            await (call == 1 ? mayFail.Task : mayReturn.Task);
            cancellation.ThrowIfCancellationRequested();
        };
        _store.OnPrepare = tree =>
        {
            if (tree.Tree.Number == 2)
            {
                mayBuild.Wait(_patience);
            }
            else if (tree.Tree.Number == 3)
            {
                throw new InvalidOperationException("a bug of the store");
            }
        };
        _recorder.Tell(Record(1), _tree);
        Until(() => _store.Calls.Count == 1);
        _recorder.Tell(Record(2), _tree);
        _recorder.Tell(Record(3), _tree);

        // Both places for building are taken: only the next incarnation builds this one.
        Until(() =>
        {
            _recorder.Tell(Record(4), _tree);
            return _store.Calls.Any(call => call[0] == 4);
        });
        mayFail.SetResult();
        mayBuild.Set();
        Until(() => _store.Prepared.Count >= 4);
        await TakenInAsync();
        mayReturn.SetResult();

        (await _tree.ExpectMsgAsync<Recorded>(_patience)).Tree.Number.ShouldBe(4);
        _recorder.Tell(Record(1), _tree);
        (await _tree.ExpectMsgAsync<Recorded>(_patience)).Tree.Number.ShouldBe(1);
        await DrainedAsync();
        _tree.HasMessages.ShouldBeFalse();
        _store.Calls.SelectMany(call => call).ShouldNotContain(2);
    }

    [Fact]
    public void StoreThatFailsForGood_CrashesTheRecorder_WhichWorksForWhoeverTellsAgain()
    {
        _store.OnRecord = (call, _) => call == 1 ? throw new InvalidOperationException("a bug of the store") : Task.CompletedTask;
        _recorder.Tell(Record(1), _tree);
        Until(() => _store.Calls.Count == 1);

        // As a coordinator does: now and then.
        AwaitCondition(
            () =>
            {
                _recorder.Tell(Record(1), _tree);
                return _tree.HasMessages;
            },
            _patience);

        _tree.ExpectMsg<Recorded>(_patience).Outcome.ShouldBe(PlayedResultStore.OutcomeOf(1));
    }

    [Fact]
    public async Task RecorderThatStops_CancelsItsCall()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.OnRecord = async (_, cancellation) =>
        {
            await using var registration = cancellation.Register(cancelled.SetResult);
            await cancelled.Task;
            cancellation.ThrowIfCancellationRequested();
        };
        _recorder.Tell(Record(1), _tree);
        Until(() => _store.Calls.Count == 1);

        Sys.Stop(_recorder);

        await cancelled.Task.WaitAsync(_patience);
        _tree.HasMessages.ShouldBeFalse();
    }

    private static RecordTree Record(int number, Freshness? freshness = null)
    {
        var seed = Domain($"d{number}.com");
        return new(
            new(_hunt, number), seed, NameIsTaken: false, Plan(0, freshness), new TreeWalk(seed, new(Catalogue, 0, reserved: null)), TreeCounts.None);
    }

    /// <summary>The calls from now on return when the test says so.</summary>
    private TaskCompletionSource Hold()
    {
        var mayReturn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.OnRecord = (_, cancellation) => mayReturn.Task.WaitAsync(cancellation);
        return mayReturn;
    }

    /// <summary>Whatever it was told before is taken in when it answers this.</summary>
    private Task<ActorIdentity> TakenInAsync() => _recorder.Ask<ActorIdentity>(new Identify(1), _patience);

    private Task<Drained> DrainedAsync() => _recorder.Ask<Drained>(Drain.Instance, _patience);

    private void Until(Func<bool> condition) => AwaitCondition(condition, _patience, TimeSpan.FromMilliseconds(5));
}
