using System.Collections.Concurrent;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using IocExplorer.Coordinator.Supervising;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;
using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Actors.Tests.Supervising;

/// <summary>The supervisor of hunt 7 over a <see cref="RecordingHuntStore"/>; its trees, its region and its user are played by the test.</summary>
public abstract class SupervisorTestKit : TestKit
{
    protected SupervisorTestKit()
        : base(TestPersistence.Config) =>
        (Region, Trees, User) = (CreateTestProbe(), CreateTestProbe("trees"), CreateTestProbe("user"));

    private protected static TimeSpan Patience { get; } = SafetyTimeout.Length;

    private protected static HuntId Hunt { get; } = new(7);

    private protected static DateTimeOffset Noon { get; } = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private protected static HuntPlan Plan { get; } = new(2, false, false, new(), new(Noon.AddHours(-24), Noon), []);

    private protected ConcurrentQueue<Notice> Notices { get; } = [];

    private protected TestProbe Trees { get; }

    private protected TestProbe User { get; }

    private protected TestProbe Region { get; private set; }

    private protected static void Crash(IActorRef supervisor, int tree) =>
        supervisor.Tell(new TreeCrashed(Hunt, tree, "InvalidOperationException: a bug"), ActorRefs.NoSender);

    private protected SupervisedHunts Board { get; } = new();

    private protected IActorRef Wake(
        RecordingHuntStore store, int active = 64, int snapshotEvery = 200, TimeSpan? storePause = null, TimeSpan? leaveAfter = null)
    {
        var options = new HuntSupervisorOptions
        {
            ActiveTrees = active,
            TellAgainEvery = TimeSpan.FromHours(1),
            StorePause = storePause ?? TimeSpan.FromMilliseconds(10),
            LeaveAfter = leaveAfter ?? TimeSpan.Zero,
            SnapshotEvery = snapshotEvery,
            Notify = Notices.Enqueue,
            Board = Board,
        };

        // A parent for each incarnation: what the one before said to its parent is over.
        Region = CreateTestProbe();
        var supervisor = Region.ChildActorOf(HuntSupervisor.Props(Hunt, store, Trees, options), new OneForOneStrategy(_ => Directive.Restart));
        supervisor.Tell(new Wake(Hunt), User);
        return supervisor;
    }

    private protected void Tell(IActorRef supervisor, ICommand command) => supervisor.Tell(command, User);

    private protected void End(IActorRef supervisor, int tree, TreeEndKind end = TreeEndKind.Complete, int nodes = 10) =>
        supervisor.Tell(new TreeEnded(Hunt, new(tree, end, nodes)), Trees);

    private protected void Kill(IActorRef supervisor)
    {
        Watch(supervisor);
        Sys.Stop(supervisor);
        ExpectTerminated(supervisor, Patience);
    }

    /// <summary>Whatever it was told before is taken in when it answers this, and the user got no answer.</summary>
    private protected void Settle(IActorRef supervisor)
    {
        supervisor.Tell(new Identify(1), User);
        User.ExpectMsg<ActorIdentity>(Patience);
    }

    private protected void Until(Func<bool> condition) => AwaitCondition(condition, Patience, TimeSpan.FromMilliseconds(5));

    private protected ExplorationProtocol.Explore Explored() => Trees.ExpectMsg<ExplorationProtocol.Explore>(Patience);

    private protected int Stopped() => Trees.FishForMessage<ExplorationProtocol.Stop>(_ => true, Patience).Tree.Number;

    private protected void ExpectTerminated(IActorRef supervisor, TimeSpan within) => ExpectMsg<Terminated>(gone => gone.ActorRef.ShouldBe(supervisor), within);

    private protected static Task Listed(RecordingHuntStore store, HuntPhase phase)
    {
        var listed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Updated = standing =>
        {
            if (standing.Phase == phase)
            {
                listed.TrySetResult();
            }
        };
        return listed.Task;
    }
}
