namespace IocExplorer.Workers.Asking;

/// <summary>Which operations of a source send the same request for the same IOC.</summary>
internal static class AlikeOperations
{
    /// <summary>Those of one request, with its shape; groups of two or more.</summary>
    public static IEnumerable<IGrouping<string, ISourceOperation>> Groups(IEnumerable<ISourceOperation> operations) =>
        operations.Where(o => o.RequestShape is not null).GroupBy(o => o.RequestShape!, StringComparer.Ordinal).Where(g => g.Skip(1).Any());

    /// <summary>As a pull says it, see <see cref="Messages.Protocols.SourceThrottleProtocol.Pull.Alike"/>.</summary>
    public static IReadOnlyList<OperationId> Of(IReadOnlyList<IReadOnlyList<Operation>> groups, IReadOnlyDictionary<OperationId, NumberedOperation> ids)
    {
        if (groups.Count == 0)
        {
            return [];
        }

        var first = new Dictionary<string, OperationId>(StringComparer.Ordinal);
        return
        [
            .. ids.Select(id => groups.FirstOrDefault(g => g.Any(o => o.Key == id.Value.Operation.Key)) is { } group
                ? first.TryAdd(group[0].Key, id.Key) ? id.Key : first[group[0].Key]
                : id.Key),
        ];
    }
}
