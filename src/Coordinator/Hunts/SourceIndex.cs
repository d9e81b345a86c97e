using System.Collections.Frozen;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>Numbers the sources of a catalogue, so that counting by source is an array access for each answer.</summary>
internal sealed class SourceIndex
{
    private readonly FrozenDictionary<OperationId, int> _sourceOf;

    public SourceIndex(OperationCatalogue catalogue)
    {
        Names = [.. catalogue.InTreeOrder.Select(o => o.Operation.Source).Distinct()];
        _sourceOf = catalogue.InTreeOrder.ToFrozenDictionary(o => o.Id, o => Array.IndexOf(Names, o.Operation.Source));
    }

    /// <summary>In tree order.</summary>
    public string[] Names { get; }

    /// <summary>Counts by number of the source, by its name; none for a tree that has asked nothing yet.</summary>
    public Dictionary<string, QueryTotals> ByName(IReadOnlyList<QueryTotals> counts) =>
        Enumerable.Range(0, counts.Count).ToDictionary(i => Names[i], i => counts[i], StringComparer.Ordinal);

    public int Of(OperationId operation) => _sourceOf[operation];
}
