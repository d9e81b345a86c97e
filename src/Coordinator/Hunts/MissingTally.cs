using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>Adds up what trees lack. Its size depends on the operations, not on the trees.</summary>
internal sealed class MissingTally
{
    private const int MostExamples = 5;

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

            entry.Queries++;
            if (entry.LastSeed != seed)
            {
                entry.LastSeed = seed;
                entry.Trees++;
                if (entry.Examples.Count < MostExamples)
                {
                    entry.Examples.Add(seed);
                }
            }
        }
    }

    public IReadOnlyList<MissingAnswers> ToList() =>
    [
        .. _entries
            .Select(e => new MissingAnswers(
                e.Key.Source, e.Key.Operation, e.Key.Reason, e.Value.Detail, e.Value.Queries, e.Value.Trees, [.. e.Value.Examples]))
            .OrderByDescending(m => m.Queries)
            .ThenBy(m => m.Source, StringComparer.Ordinal)
            .ThenBy(m => m.Operation, StringComparer.Ordinal)
            .ThenBy(m => m.Reason),
    ];

    private sealed class Entry(string detail)
    {
        public string Detail { get; } = detail;

        public List<Ioc> Examples { get; } = [];

        public long Queries { get; set; }

        public int Trees { get; set; }

        public Ioc? LastSeed { get; set; }
    }
}
