namespace IocExplorer.Analysis.Reports;

/// <summary>The texts of one pivot, collected from the trees that have it; a bounded number of each.</summary>
internal sealed class PivotDetails
{
    private const int Most = 10;

    private readonly SortedSet<string> _relations = new(StringComparer.Ordinal);
    private readonly List<Tag> _tags = [];
    private readonly List<PivotSeed> _seeds = [];
    private Ioc _ioc;

    public void Add(Ioc ioc, string? relation, IReadOnlyList<Tag>? tags, PivotSeed seed)
    {
        _ioc = ioc;
        if (relation is not null && _relations.Count < Most)
        {
            _relations.Add(relation);
        }

        foreach (var tag in tags ?? [])
        {
            if (_tags.Count < Most && !_tags.Contains(tag))
            {
                _tags.Add(tag);
            }
        }

        if (_seeds.Count < Most && (_seeds.Count == 0 || _seeds[^1] != seed))
        {
            _seeds.Add(seed);
        }
    }

    public Pivot Of(Candidate candidate, string? note) =>
        new(_ioc, candidate.Standing, note, candidate.Score, candidate.Shared.Seeds, candidate.BoundSeeds, candidate.Distance, candidate.Shared.Degree)
        {
            OtherSeeds = candidate.Shared.OtherSeeds,
            Relations = [.. _relations],
            Tags = _tags,
            FirstSeeds = [.. _seeds.OrderBy(seed => seed.Number)],
        };
}
