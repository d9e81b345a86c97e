using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Files.Watching;

namespace IocExplorer.Workers.Host;

/// <summary>
/// Where each operation's relations stand in a tree: by its place among all definitions, those that are off included, so that two workers with different
/// sources agree on the order of what they share.
/// </summary>
internal static class TreePositions
{
    // The user's own relations, behind all others whatever a worker has.
    private const int Last = int.MaxValue;

    /// <returns>What is on, in tree order.</returns>
    public static IReadOnlyList<(Operation Operation, int Position)> Of(
        IReadOnlyList<SourceDefinition> definitions, SourceCatalogue catalogue, bool hasRelations = false)
    {
        var places = TreeOrder.Of(definitions).ToList();
        return
        [
            .. catalogue.InTreeOrder.Select(o => (o.Operation, places.IndexOf((o.Operation.Source, o.Operation.Name)))),
            .. hasRelations ? new[] { (WatchedRelations.Operation, Last) } : [],
        ];
    }
}
