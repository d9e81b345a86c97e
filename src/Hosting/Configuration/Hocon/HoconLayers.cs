namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>What was assigned to one name, latest first, as far as it matters: a value hides all before it, objects merge until a value comes.</summary>
internal sealed class HoconLayers
{
    /// <summary>Of no object; then there are no groups.</summary>
    public ResolvedNode? Value { get; private set; }

    public List<ResolvedNode.Group> Groups { get; } = [];

    /// <returns>False when nothing before this can matter any more.</returns>
    public bool TryAdd(ResolvedNode next)
    {
        if (next is ResolvedNode.Group group)
        {
            Groups.Add(group);
            return true;
        }

        Value = Groups.Count == 0 ? next : null;
        return false;
    }
}
