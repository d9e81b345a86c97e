namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>A small world that a test writes down itself. Fill it before the simulator starts.</summary>
public sealed class GivenWorld : IWorld
{
    private readonly Dictionary<(RelationKind Relation, string Value), string[]> _answers = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<(SourceRelation Relation, string Value), Sighting[]> _sightings = [];
    private readonly HashSet<(string Source, string Value)> _knownTo = [];
    private readonly List<SeedIoc> _seeds = [];

    /// <summary>States an answer; without values: the IOC is known and has none.</summary>
    public GivenWorld Add(RelationKind relation, string value, params string[] values)
    {
        _answers[(relation, value)] = values;
        _ = _known.Add(value);
        return this;
    }

    /// <summary>States an answer of a source of its own dialect; without sightings: the IOC is known and has none.</summary>
    public GivenWorld Add(SourceRelation relation, string value, params Sighting[] sightings)
    {
        _sightings[(relation, value)] = sightings;
        _ = _knownTo.Add((relation.Source, value));
        return this;
    }

    /// <summary>Makes the source know the IOC, whatever else it says of it.</summary>
    public GivenWorld AddKnown(string source, string value)
    {
        _ = _knownTo.Add((source, value));
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
    public IReadOnlyList<Sighting>? Find(SourceRelation relation, string value) =>
        _sightings.TryGetValue((relation, value), out var sightings) ? sightings : _knownTo.Contains((relation.Source, value)) ? [] : null;

    /// <inheritdoc/>
    public bool IsKnownTo(string source, string value) => _knownTo.Contains((source, value));

    /// <inheritdoc/>
    public IEnumerable<SeedIoc> Seeds(int count) => _seeds.Take(count);
}
