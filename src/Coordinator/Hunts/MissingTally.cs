using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>Adds up what trees lack. Its size depends on the operations, not on the trees.</summary>
internal sealed class MissingTally
{
    private readonly Dictionary<(string Source, string Operation, NotAnsweredReason Reason), Entry> _entries = [];

    public void Add(Ioc seed, IReadOnlyList<MissingAnswer> missing)
    {
        foreach (var (operation, reason, detail) in missing)
        {
            var key = (operation.Source, operation.Name, reason);
            if (!_entries.TryGetValue(key, out var entry))
            {
                _entries.Add(key, entry = new(detail));
            }

            entry.Detail = MissingAnswers.JoinDetails(entry.Detail, detail);
            entry.Queries++;
            if (entry.LastSeed != seed)
            {
                entry.LastSeed = seed;
                entry.Trees++;
            }
        }
    }

    public IReadOnlyList<MissingAnswers> ToList() =>
    [
        .. _entries
            .OrderByDescending(e => e.Value.Queries)
            .ThenBy(e => e.Key.Source, StringComparer.Ordinal)
            .ThenBy(e => e.Key.Operation, StringComparer.Ordinal)
            .ThenBy(e => e.Key.Reason)
            .Select(e => new MissingAnswers(e.Key.Source, e.Key.Operation, e.Key.Reason.Name(), e.Value.Detail, e.Value.Queries, e.Value.Trees)),
    ];

    private sealed class Entry(string detail)
    {
        public string Detail { get; set; } = detail;

        public long Queries { get; set; }

        public int Trees { get; set; }

        public Ioc? LastSeed { get; set; }
    }
}
