namespace IocExplorer.Analysis.Reports;

/// <summary>Keeps the best of all candidates, and counts the others.</summary>
internal sealed class BestCandidates(int most)
{
    private readonly SortedDictionary<PivotStanding, long> _counts = [];
    private readonly PriorityQueue<Candidate, Candidate> _kept = new(Comparer<Candidate>.Create((left, right) => right.CompareTo(left)));

    public IReadOnlyList<PivotCount> Counts => [.. _counts.Select(count => new PivotCount(count.Key, count.Value))];

    /// <summary>The best first.</summary>
    public IReadOnlyList<Candidate> Ranked => [.. _kept.UnorderedItems.Select(item => item.Element).Order()];

    public void Add(Candidate candidate)
    {
        _counts[candidate.Standing] = _counts.GetValueOrDefault(candidate.Standing) + 1;
        if (_kept.Count < most)
        {
            _kept.Enqueue(candidate, candidate);
        }
        else if (most > 0)
        {
            // The worst one goes, which may be the one that came.
            _kept.EnqueueDequeue(candidate, candidate);
        }
    }
}
