using IocExplorer.Analysis.Records;

namespace IocExplorer.Coordinator.Trees;

/// <summary>The rules by which IOCs are expanded; one for all trees of a hunt whose seeds have the same sharing level.</summary>
internal sealed class ExpansionPolicy
{
    private readonly ExpansionDecision _aboveTheLimit;
    private readonly ExpansionDecision _atTheLimit;
    private readonly DateTimeOffset? _seenSince;
    private readonly bool _expandsUrls;
    private readonly bool _showsAllTimes;

    /// <param name="depth">IOCs on levels 0 (the seed) to depth - 1 are expanded. 0 leaves the seed alone.</param>
    /// <param name="reserved">Which IOCs are asked only of operations that stay inside the user's network; null sends everything.</param>
    /// <param name="rules">What else is followed; null: everything.</param>
    /// <param name="tags">Tags IOCs by lists; null without lists.</param>
    /// <param name="level">How far the seeds may travel; null: as the rules say.</param>
    public ExpansionPolicy(
        OperationCatalogue catalogue, int depth, ReservedRule? reserved, HuntRules? rules = null, TagRule? tags = null, SharingLevel? level = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        rules ??= new();
        Catalogue = catalogue;
        Depth = depth;
        Tags = tags;
        Sending = new(catalogue, reserved, rules.OwnDomains, level ?? rules.Sharing);
        Parking = new(rules, tags);
        _seenSince = rules.SeenSince;
        _expandsUrls = rules.ExpandUrls;
        _showsAllTimes = rules.ShowSeen || rules.SeenSince is not null;
        _aboveTheLimit = new(NodeExpansion.Expanded, $"above the depth limit of {depth}");
        _atTheLimit = new(NodeExpansion.DepthLimit, $"at the depth limit of {depth}");
    }

    /// <summary>The decision for every place in a tree but the first where an IOC appears.</summary>
    public static ExpansionDecision Repeated { get; } = new(NodeExpansion.Repeated, "stands in the tree already; expanded only where it first appears");

    /// <summary>The decision for a URL where URLs are shown only.</summary>
    public static ExpansionDecision OnlyShown { get; } = new(NodeExpansion.ShownOnly, "a URL is shown and not asked about (general.expandUrls)");

    public OperationCatalogue Catalogue { get; }

    public int Depth { get; }

    /// <summary>Tags IOCs by lists; null without lists.</summary>
    public TagRule? Tags { get; }

    public SendingRule Sending { get; }

    public ParkingRule Parking { get; }

    /// <summary>Whether an IOC that first appears on this level is expanded, unless a rule forbids it.</summary>
    public ExpansionDecision Expand(int level) => level < Depth ? _aboveTheLimit : _atTheLimit;

    /// <summary>Whether an IOC that first appears on this level, below the seed, is expanded.</summary>
    public ExpansionDecision Expand(Ioc ioc, int level)
    {
        var decision = Expand(level);
        return !decision.Allow ? decision
            : ioc.Type == IocType.Url && !_expandsUrls ? OnlyShown
            : Parking.ByTag(ioc) is { } why ? new(NodeExpansion.Parked, why)
            : decision;
    }

    /// <summary>When a relation was seen, as far as it is shown.</summary>
    public Seen SeenOf(in Relation relation) => _showsAllTimes || !relation.Seen.IsKnown || !OriginalRelations.Has(relation.Label) ? relation.Seen : default;

    /// <summary>Whether a relation is of the time that is looked at. One without a time is.</summary>
    public bool Shows(in Relation relation) => _seenSince is not { } since || relation.Seen.Last is not { } last || last >= since;
}
