using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Hosting.Nodes;

namespace IocExplorer.Coordinator.Api.Hunts;

/// <summary>Why a hunt does not move though nothing is wrong with it, or asks less than those before it. Pure.</summary>
internal static class ProgressProblem
{
    /// <param name="hunt">Whose progress.</param>
    /// <param name="operations">Its operations; null as long as no node has fixed them.</param>
    /// <param name="nodes">All that live.</param>
    /// <param name="offers">What live workers offer.</param>
    /// <param name="before">The operations of the hunts before it.</param>
    /// <returns>A sentence for people, or several; null while all is well.</returns>
    public static string? Of(
        HuntView hunt, IReadOnlyList<Operation>? operations, IReadOnlyList<NodeState> nodes, IReadOnlyList<Operation> offers, IReadOnlyList<Operation> before)
    {
        if (hunt.State.IsOver())
        {
            return AsksLess(operations, before);
        }

        if (hunt.State == HuntState.Paused)
        {
            return "The hunt is paused. Resume it to go on.";
        }

        if (!nodes.Any(n => n.Kind == NodeKind.Coordinator && n.IsUp))
        {
            return "No coordinator node explores just now. Start one, or wait until one is back.";
        }

        if (offers.Count == 0)
        {
            return nodes.Any(n => n.Kind == NodeKind.Worker && n.IsUp)
                ? "No worker node offers a source: their sources are off or have no key."
                : "No worker node is there to ask sources. Start one.";
        }

        var known = offers.Select(o => (o.Source, o.Name, o.Shape)).ToHashSet();
        var orphans = operations?.Where(o => !known.Contains((o.Source, o.Name, o.Shape))).ToList() ?? [];
        var changed = orphans.FindAll(o => offers.Any(offer => (offer.Source, offer.Name) == (o.Source, o.Name)));
        var gone = orphans.Except(changed).ToList();
        return orphans.Count == 0 ? AsksLess(operations, before)
            : changed.Count == 0 ? Gone(gone)
            : gone.Count == 0 ? Changed(changed)
            : $"{Gone(gone)} {Changed(changed)}";
    }

    private static string Gone(IEnumerable<Operation> operations) =>
        $"No worker node offers {Names(operations)}, which this hunt asks: trees that need it wait until one does.";

    private static string Changed(IEnumerable<Operation> operations) =>
        $"Worker nodes offer {Names(operations)} with other settings (limit, URL, parameters, version) than this hunt asks: trees that need it wait"
        + " until one has the former again. Or cancel the hunt and submit its seeds again.";

    private static string Names(IEnumerable<Operation> operations) => string.Join(
        "; ", operations.GroupBy(o => o.Source, o => o.Name, StringComparer.Ordinal).Select(names => $"{names.Key} {string.Join(", ", names)}"));

    // A hunt asks what the workers offer that live when it is prepared. Whose workers were away just then would be missed by nobody: the trees are complete.
    private static string? AsksLess(IReadOnlyList<Operation>? operations, IReadOnlyList<Operation> before)
    {
        var gone = before.Select(o => o.Source).Except(operations?.Select(o => o.Source) ?? before.Select(o => o.Source)).ToList();
        return gone.Count == 0
            ? null
            : $"This hunt does not ask {string.Join(", ", gone)}, which hunts before it asked: no worker node offered that when this one was prepared."
                + " If it is not meant so, start such a worker and submit the seeds again.";
    }
}
