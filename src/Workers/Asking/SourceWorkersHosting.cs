using Akka.Actor;
using Akka.Hosting;
using IocExplorer.Hosting.Placement;
using IocExplorer.Persistence;

namespace IocExplorer.Workers.Asking;

/// <summary>Places the workers of a node.</summary>
public static class SourceWorkersHosting
{
    /// <summary>
    /// Asks the sources from this node. The region of the throttles must have been placed before. When the node leaves the cluster, told to or
    /// by itself, requests under way end first.
    /// </summary>
    /// <param name="grace">For requests under way; not more than the phase of the shutdown has.</param>
    public static AkkaConfigurationBuilder WithSourceWorkers(
        this AkkaConfigurationBuilder builder,
        NodeWorkers workers,
        OperationCatalogue catalogue,
        ILedger ledger,
        TimeSpan grace,
        SourceWorkersOptions options) => builder.WithActors((system, registry) =>
        {
            var status = workers.Begin();
            system.RegisterOnTermination(() => workers.End(status));
            var actor = system.ActorOf(
                SourceWorkers.Props(status, catalogue, ledger, registry.Get<ThrottleRegion>(), options), SourceWorkers.ActorName);
            CoordinatedShutdown.Get(system).AddTask(
                CoordinatedShutdown.PhaseServiceRequestsDone, SourceWorkers.ActorName, () => StopAsync(actor, grace));
        });

    private static async Task<Akka.Done> StopAsync(IActorRef workers, TimeSpan grace)
    {
        try
        {
            await workers.Ask<SourceWorkers.Stopped>(new SourceWorkers.Stop(grace), grace);
        }
        catch (AskTimeoutException)
        {
            // What is not written by then is asked again by others.
        }

        return Akka.Done.Instance;
    }
}
