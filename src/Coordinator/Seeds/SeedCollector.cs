namespace IocExplorer.Coordinator.Seeds;

/// <summary>Gathers what the lines of a file say, and accounts for each.</summary>
internal sealed class SeedCollector
{
    private readonly List<Ioc> _seeds = [];
    private readonly HashSet<Ioc> _known = [];
    private readonly List<BadLine> _bad = [];
    private readonly List<(Ioc Seed, SharingLevel? Level)> _levels = [];
    private int _duplicates;
    private int _read;
    private int _passedOver;

    public void PassOver() => _passedOver++;

    public void Add(int number, ReadOnlySpan<char> line, SeedRow row)
    {
        var isNew = false;
        foreach (var seed in row.Seeds)
        {
            if (_known.Add(seed))
            {
                _seeds.Add(seed);
                isNew = true;
            }

            _levels.Add((seed, row.Level));
        }

        if (row.Fault is { } fault)
        {
            _bad.Add(new(number, SeedLineText.Of(line), fault.Reason, fault.Advice) { Kind = fault.Kind });
        }
        else if (isNew)
        {
            _read++;
        }
        else
        {
            _duplicates++;
        }
    }

    public SeedFileContent ToContent() => new(_seeds, _bad, _duplicates)
    {
        Lines = _read + _duplicates + _bad.Count + _passedOver,
        Read = _read,
        PassedOver = _passedOver,
        SaidOfSharing = SaidOfSharing(),
    };

    private Dictionary<Ioc, IReadOnlySet<SharingLevel?>> SaidOfSharing() => !_levels.Exists(l => l.Level is not null)
        ? []
        : _levels.GroupBy(l => l.Seed, l => l.Level).Where(g => g.Any(level => level is not null))
            .ToDictionary(g => g.Key, g => (IReadOnlySet<SharingLevel?>)g.ToHashSet());
}
