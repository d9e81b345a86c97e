using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Hosting.Nodes;

namespace IocExplorer.Coordinator.Api.Hunts;

/// <summary>The status reports of the cluster's members. A report of another version that cannot be read is skipped.</summary>
internal static class LiveNodes
{
    public static CoordinatorStatus? StatusOfCoordinator(NodeState node) =>
        node.Kind == NodeKind.Coordinator ? Read(node.Detail, ServiceJson.Default.CoordinatorStatus) is { Hunts: not null } status ? status : null : null;

    public static WorkerStatus? StatusOfWorker(NodeState node) =>
        node.Kind == NodeKind.Worker ? WorkerStatus.Read(node.Detail) : null;

    /// <summary>The queries of a hunt's trees that are explored now, by source.</summary>
    public static Dictionary<string, QueryTotals> Exploring(IEnumerable<NodeState> nodes, HuntId hunt)
    {
        var sums = new Dictionary<string, QueryTotals>(StringComparer.Ordinal);
        foreach (var share in nodes.Select(StatusOfCoordinator).OfType<CoordinatorStatus>().SelectMany(s => s.Hunts).Where(h => h.Hunt == hunt.Value))
        {
            HuntTotals.Add(sums, share.BySource);
        }

        return sums;
    }

    /// <summary>The sources of all workers together, by name.</summary>
    public static IReadOnlyList<SourceProgress> Sources(IEnumerable<NodeState> nodes) =>
    [
        .. nodes.Select(StatusOfWorker).OfType<WorkerStatus>()
            .SelectMany(s => s.Sources)
            .GroupBy(s => s.Source, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Together(g.Key, [.. g])),
    ];

    private static SourceProgress Together(string source, IReadOnlyList<SourceProgress> parts)
    {
        // The source waits when all wait, and no longer than the first of them. Of a key that is out, which has nothing left either, nobody knows how long.
        var waiting = parts.All(p => p.Waiting is not null) ? parts.OrderBy(p => p.Waiting == SourceProgress.SwitchedOff).ThenBy(GoodAt).First() : null;
        return new()
        {
            Source = source,
            Requests = parts.Sum(p => p.Requests),
            Found = parts.Sum(p => p.Found),
            Empty = parts.Sum(p => p.Empty),
            NotAnswered = parts.Sum(p => p.NotAnswered),
            DroppedValues = parts.Sum(p => p.DroppedValues),
            InFlight = parts.Sum(p => p.InFlight),
            Left = QuotaLimits.Sum([.. parts.Select(p => p.Left)]),
            Waiting = waiting?.Waiting,
            WaitingUntil = waiting?.WaitingUntil,
        };
    }

    // A minute comes again before any time that is told.
    private static DateTimeOffset GoodAt(SourceProgress waiting) =>
        waiting.WaitingUntil ?? (waiting.Left[QuotaWindow.Minute] == 0 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue);

    private static T? Read<T>(string text, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return text.Length > 0 ? JsonSerializer.Deserialize(text, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
