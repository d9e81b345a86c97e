namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>A small world that a test writes down itself. Fill it before the simulator starts.</summary>
public sealed class GivenWorld : IWorld
{
    private readonly Dictionary<(RelationKind Relation, string Value), string[]> _answers = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<SeedIoc> _seeds = [];

    /// <summary>States an answer; without values: the IOC is known and has none.</summary>
    public GivenWorld Add(RelationKind relation, string value, params string[] values)
    {
        _answers[(relation, value)] = values;
        _ = _known.Add(value);
        return this;
    }

    public GivenWorld AddSeed(IocType type, string value)
    {
        _seeds.Add(new SeedIoc(type, value));
        return this;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string>? Find(RelationKind relation, string value) =>
        _answers.TryGetValue((relation, value), out var values) ? values : _known.Contains(value) ? [] : null;

    /// <inheritdoc/>
    public IEnumerable<SeedIoc> Seeds(int count) => _seeds.Take(count);
}
