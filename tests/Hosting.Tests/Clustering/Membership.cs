using Akka.Actor;
using Akka.Cluster;

namespace IocExplorer.Hosting.Tests.Clustering;

/// <summary>Waits on the cluster's own events.</summary>
internal static class Membership
{
    /// <summary>Ends when the condition holds; it is looked at after each event of the cluster.</summary>
    public static Task WhenAsync(ActorSystem system, Func<bool> holds)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(Props.Create(() => new Watcher(holds, done)));
        return done.Task;
    }

    private sealed class Watcher : UntypedActor, IWithTimers
    {
        private readonly Func<bool> _holds;
        private readonly TaskCompletionSource _done;

        public Watcher(Func<bool> holds, TaskCompletionSource done) => (_holds, _done) = (holds, done);

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart()
        {
            Cluster.Get(Context.System).Subscribe(
                Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent),
                typeof(ClusterEvent.IReachabilityEvent));

            // The view is brought up to date by the same events, in another actor: it may be a moment behind.
            Timers.StartPeriodicTimer("look", "look", TimeSpan.FromMilliseconds(100));
        }

        protected override void OnReceive(object message)
        {
            if (_holds())
            {
                _done.TrySetResult();
                Context.Stop(Self);
            }
        }
    }
}
