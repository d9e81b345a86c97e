using System.Diagnostics.Metrics;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Supervising;
using IocExplorer.Messages.Service.Trees;

namespace IocExplorer.Coordinator.Host;

/// <summary>What a coordinator node counts, in the meter <c>IocExplorer.Coordinator</c>. The API's requests are in a meter of their own.</summary>
internal sealed class CoordinatorMetrics : IDisposable
{
    private readonly Meter _meter = new("IocExplorer.Coordinator");
    private readonly Counter<long> _ended;

    public CoordinatorMetrics(ActiveTrees trees, SupervisedHunts hunts, QueryBrokerStatus broker)
    {
        _ended = _meter.CreateCounter<long>(
            "coordinator.trees_ended", "{tree}", "Trees that came to an end here, by state: complete, with_missing, given_up; refused: no longer needed.");
        var recovery = _meter.CreateHistogram<double>(
            "coordinator.hunt_recovery.duration", "s", "Time from the start of a hunt's supervisor on this node until it had its snapshot and its events.");
        hunts.RecoveryMeasured += duration => recovery.Record(duration.TotalSeconds);
        _meter.CreateObservableGauge("coordinator.trees_exploring", () => trees.Count, "{tree}", "Trees that this node explores.");
        _meter.CreateObservableGauge("coordinator.hunts_open", () => hunts.Count, "{hunt}", "Hunts under way that this node supervises.");
        _meter.CreateObservableGauge("coordinator.queries_waiting", () => broker.Waiting, "{query}", "Queries that trees of this node wait for.");
    }

    public void Recorded(TreeState state, bool isTaken) => _ended.Add(1, new KeyValuePair<string, object?>("state", isTaken ? Word(state) : "refused"));

    public void Dispose() => _meter.Dispose();

    private static string Word(TreeState state) => state switch
    {
        TreeState.Complete => "complete",
        TreeState.WithMissing => "with_missing",
        _ => "given_up",
    };
}
