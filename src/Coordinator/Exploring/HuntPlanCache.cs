using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Exploring;

/// <summary>
/// Prepares each hunt once for all its trees on a node. A plan that came over the network is another object in every message: hunt and
/// freshness say whether it is the same plan, because all else of a hunt is fixed and a retry changes only the freshness. Any thread.
/// </summary>
/// <param name="tags">What lists know, for a hunt's rules; null when there are no lists.</param>
internal sealed class HuntPlanCache(Func<HuntRules, TagRule?>? tags)
{
    /// <summary>More than a node works on at a time. What falls out is made anew when it is needed again.</summary>
    private const int Most = 64;

    private readonly RecentlyUsed<(HuntId Hunt, Freshness Freshness), PreparedHunt> _hunts = new(Most);

    public PreparedHunt For(HuntId hunt, HuntPlan plan) => _hunts.Get((hunt, plan.Freshness), () => new(hunt, plan, tags?.Invoke(plan.Rules)));
}
