namespace IocExplorer.Coordinator.Supervising;

/// <summary>The trees of a hunt that are active: a bounded number, first seed first. Pure state.</summary>
/// <param name="size">Most trees active at a time.</param>
internal sealed class TreeWindow(int size)
{
    /// <summary>Crashes of one tree after which it is given up.</summary>
    internal const int MostCrashes = 5;

    private readonly Dictionary<int, Entry> _active = [];
    private readonly Queue<SeedOfHunt> _loaded = [];

    /// <summary>The first number whose seed was not loaded yet.</summary>
    public int Next { get; private set; } = 1;

    public int Count => _active.Count;

    public IEnumerable<SeedOfHunt> Active => _active.Values.Select(entry => entry.Seed);

    /// <summary>Whether seeds are needed that were not loaded yet.</summary>
    public bool NeedsSeeds(int trees) => _loaded.Count < size - _active.Count && Next <= trees;

    /// <summary>Seeds from <see cref="Next"/> on have come.</summary>
    public void Loaded(IReadOnlyList<SeedOfHunt> seeds, int asked, HuntHistory state)
    {
        Next += asked;
        foreach (var seed in seeds.Where(seed => state.IsOpen(seed.Number)))
        {
            _loaded.Enqueue(seed);
        }
    }

    /// <summary>Trees that become active now.</summary>
    public IReadOnlyList<SeedOfHunt> Fill(HuntHistory state)
    {
        var started = new List<SeedOfHunt>();
        while (_active.Count < size && _loaded.TryDequeue(out var seed))
        {
            if (state.IsOpen(seed.Number) && _active.TryAdd(seed.Number, new(seed)))
            {
                started.Add(seed);
            }
        }

        return started;
    }

    public void Ended(int tree) => _active.Remove(tree);

    /// <summary>Counts a crash of a tree.</summary>
    /// <returns>How many it has had; 0 when it is not active.</returns>
    public int Crashed(int tree) => _active.TryGetValue(tree, out var entry) ? ++entry.Crashes : 0;

    /// <summary>Its last crash is not counted.</summary>
    public void Forgive(int tree)
    {
        if (_active.TryGetValue(tree, out var entry))
        {
            entry.Crashes = MostCrashes - 1;
        }
    }

    public SeedOfHunt? Find(int tree) => _active.GetValueOrDefault(tree)?.Seed;

    /// <summary>Nothing is active any more; what is open is loaded anew when it is needed.</summary>
    /// <returns>What was active.</returns>
    public IReadOnlyList<int> Clear()
    {
        List<int> active = [.. _active.Keys];
        _active.Clear();
        _loaded.Clear();
        Next = 1;
        return active;
    }

    private sealed class Entry(SeedOfHunt seed)
    {
        public SeedOfHunt Seed { get; } = seed;

        public int Crashes { get; set; }
    }
}
