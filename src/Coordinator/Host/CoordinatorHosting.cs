using Akka.Hosting;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Exploring;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Coordinator.Supervising;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Hosting.Placement;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Host;

/// <summary>Places the actors of a coordinator node, each after those that it needs.</summary>
internal static class CoordinatorHosting
{
    /// <summary>Reaches the throttles, which are on workers.</summary>
    public static AkkaConfigurationBuilder WithThrottlesElsewhere(this AkkaConfigurationBuilder builder) =>
        builder.WithEntitiesElsewhere<ThrottleRegion>(ThrottleRegion.Name, ClusterRoles.Worker, ThrottleRegion.EntityOf);

    /// <summary>The node's broker. Needs the throttles.</summary>
    public static AkkaConfigurationBuilder WithBroker(
        this AkkaConfigurationBuilder builder, ILedger ledger, QueryBrokerOptions options, QueryBrokerStatus status, Action<Notice> notices) =>
        builder.WithActors((system, registry) => registry.Register<QueryBroker>(
            system.ActorOf(QueryBroker.Props(ledger, registry.Get<ThrottleRegion>(), options, status, notices), QueryBroker.Name)));

    /// <summary>The node's recorder.</summary>
    public static AkkaConfigurationBuilder WithRecorder(this AkkaConfigurationBuilder builder, IResultStore results) =>
        builder.WithActors((system, registry) => registry.Register<ResultRecorder>(system.ActorOf(ResultRecorder.Props(results), ResultRecorder.Name)));

    /// <summary>The coordinators of trees. Needs broker and recorder.</summary>
    public static AkkaConfigurationBuilder WithTrees(this AkkaConfigurationBuilder builder, HuntPlanCache plans, ActiveTrees activeTrees) =>
        builder.WithEntities<ExplorationCoordinator>(
            "trees",
            ClusterRoles.Coordinator,
            EntityIds.OfTree,
            ExplorationCoordinator.Leave.Instance,
            (_, registry) =>
            {
                var tree = ExplorationCoordinator.Props(registry.Get<QueryBroker>(), registry.Get<ResultRecorder>(), plans, activeTrees, new());
                return _ => tree;
            });

    /// <summary>The supervisors of hunts. Needs the trees.</summary>
    public static AkkaConfigurationBuilder WithHunts(this AkkaConfigurationBuilder builder, IHuntStore store, HuntSupervisorOptions options) =>
        builder.WithEntities<HuntSupervisor>(
            "hunts",
            ClusterRoles.Coordinator,
            EntityIds.OfHunt,
            HuntSupervisor.Leave.Instance,
            (_, registry) => hunt => HuntSupervisor.Props(EntityIds.HuntOf(hunt), store, registry.Get<ExplorationCoordinator>(), options));
}
