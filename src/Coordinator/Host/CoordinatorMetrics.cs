using System.Diagnostics.Metrics;
using IocExplorer.Coordinator.Nodes;
using IocExplorer.Messages.Service;

namespace IocExplorer.Coordinator.Host;

/// <summary>What a coordinator node counts, in the meter <c>IocExplorer.Coordinator</c>. The API's requests are in a meter of their own.</summary>
internal sealed class CoordinatorMetrics : IDisposable
{
    private readonly Meter _meter = new("IocExplorer.Coordinator");
    private readonly Counter<long> _ended;

    public CoordinatorMetrics() =>
        _ended = _meter.CreateCounter<long>("coordinator.trees_ended", "{tree}", "Trees that came to an end here, by state: complete, with_missing, given_up; refused: another node's by then.");

    /// <summary>Shows what the node does, from now on.</summary>
    public void Observe(CoordinatorNode node)
    {
        _meter.CreateObservableGauge("coordinator.trees_exploring", () => node.Status().Trees, "{tree}", "Trees that this node explores.");
        _meter.CreateObservableGauge("coordinator.hunts_open", () => node.OpenHunts, "{hunt}", "Hunts of the service that are not over, as this node saw them last.");
        _meter.CreateObservableGauge("coordinator.queries_waiting", () => node.WaitingQueries, "{query}", "Queries that trees of this node wait for.");
    }

    public void Recorded(TreeState state, bool isAccepted) => _ended.Add(1, new KeyValuePair<string, object?>("state", isAccepted ? Word(state) : "refused"));

    public void Dispose() => _meter.Dispose();

    private static string Word(TreeState state) => state switch
    {
        TreeState.Complete => "complete",
        TreeState.WithMissing => "with_missing",
        _ => "given_up",
    };
}
