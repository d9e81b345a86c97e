using Akka.Actor;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Asking;

/// <summary>What sources and gates, whose calls come from any thread, know of the actors.</summary>
internal sealed class WorkerLink(
    IActorRef worker, IActorRef workers, IActorRef throttles, WorkersStatus status, SourceWorkersOptions options) : ISourceHost, IKeyGateOwner
{
    public bool MaySend => options.MaySend();

    public void Changed() => worker.Tell(SourceWorker.Changed.Instance, ActorRefs.NoSender);

    public void Lost(string detail) => worker.Tell(new SourceWorker.Lost(detail), ActorRefs.NoSender);

    public void Report(SourceThrottleProtocol.ICommand report) => throttles.Tell(report, worker);

    public KeyGate OpenGate(string source, SourceKey key)
    {
        var gate = new KeyGate(source, key, options.Time);
        var state = new WorkerState(new QuotaOnly(source, key), [gate]);
        status.Quotas.Enqueue(state);
        workers.Tell(new SourceWorkers.AddQuota(state), ActorRefs.NoSender);
        return gate;
    }
}
