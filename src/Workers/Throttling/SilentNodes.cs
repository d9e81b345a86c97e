namespace IocExplorer.Workers.Throttling;

/// <summary>
/// Worker nodes that have not said yet what they have in hand of the incarnation before. Until each has, or is no member any more, nothing is
/// handed out: it could be asked twice. Pure state.
/// </summary>
internal sealed class SilentNodes
{
    private HashSet<string>? _nodes = [];

    /// <summary>From the start until <see cref="Settle"/> finds that nobody is silent.</summary>
    public bool AreAwaited => _nodes is not null;

    public void Await(IReadOnlyList<(string Node, string Path)> members) => _nodes = [.. members.Select(member => member.Node)];

    public void Heard(string node) => _nodes?.Remove(node);

    /// <summary>Forgets who is no member any more.</summary>
    /// <returns>The paths of those that are to be asked.</returns>
    public IReadOnlyList<string> Ask(IReadOnlyList<(string Node, string Path)> members)
    {
        _nodes?.IntersectWith(members.Select(member => member.Node));
        return _nodes is null ? [] : [.. members.Where(member => _nodes.Contains(member.Node)).Select(member => member.Path)];
    }

    /// <summary>When nobody is silent, the start is over; a node that joins later has nothing in hand.</summary>
    public void Settle() => _nodes = _nodes is { Count: 0 } ? null : _nodes;
}
