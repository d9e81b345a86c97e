using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;

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

    private readonly Lock _gate = new();

    // The one used last is the last.
    private readonly List<PreparedHunt> _hunts = [];

    public PreparedHunt For(HuntId hunt, HuntPlan plan)
    {
        lock (_gate)
        {
            var at = _hunts.FindLastIndex(known => known.Hunt == hunt && known.Plan.Freshness == plan.Freshness);
            var prepared = at < 0 ? new PreparedHunt(hunt, plan, tags?.Invoke(plan.Rules)) : _hunts[at];
            if (at >= 0)
            {
                _hunts.RemoveAt(at);
            }
            else if (_hunts.Count == Most)
            {
                _hunts.RemoveAt(0);
            }

            _hunts.Add(prepared);
            return prepared;
        }
    }
}
