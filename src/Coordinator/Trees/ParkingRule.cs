
namespace IocExplorer.Coordinator.Trees;

/// <summary>
/// Which IOCs are shown and not expanded: noise by their tags, hubs by their degree. Both depend on the IOC and on the answers about it alone, so
/// that the same answers give the same tree.
/// </summary>
internal sealed class ParkingRule
{
    private readonly HashSet<TagClass> _classes;
    private readonly HashSet<Ioc> _never;
    private readonly TagRule? _tags;
    private readonly long? _hubs;

    /// <param name="rules">What is parked.</param>
    /// <param name="tags">What lists know; null when there is none.</param>
    public ParkingRule(HuntRules rules, TagRule? tags)
    {
        _classes = rules.Park.ToHashSet();
        _never = rules.Expand.ToHashSet();
        _tags = _classes.Count > 0 ? tags : null;
        _hubs = rules.ParkHubs;
    }

    /// <summary>Whether hubs are parked: then what an answer names is followed only when the IOC has all its answers.</summary>
    public bool LooksAtDegrees => _hubs is not null;

    /// <summary>Why it is not expanded; null when it is.</summary>
    public string? ByTag(Ioc ioc)
    {
        if (_tags is null || _never.Contains(ioc))
        {
            return null;
        }

        var tags = new List<Tag>();
        _tags(ioc, tags);
        var tag = tags.Find(tag => _classes.Contains(tag.Class));
        return tag is null ? null : $"{tag.Class.Name()}: {tag.Name} ({tag.By})";
    }

    /// <summary>Why what is known of it is not followed; null when it is.</summary>
    /// <param name="degree">Number of relations in the answers about it.</param>
    public string? ByDegree(Ioc ioc, long degree) =>
        degree >= _hubs && !_never.Contains(ioc) ? $"hub: 1 of {degree:N0} relations shown" : null;
}
